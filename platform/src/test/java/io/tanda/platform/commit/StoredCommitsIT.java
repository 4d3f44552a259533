package io.tanda.platform.commit;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.bus.Audit;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.CommitsContract;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On MariaDB. */
class StoredCommitsIT extends CommitsContract {
    private static final Insert THING = Insert.into("thing", "id", "version", "owner");
    private static final String CHANGE = "UPDATE thing SET version = version + 1 WHERE id = ? AND version = ?";

    private static final Vertx vertx = Vertx.vertx();
    private static Store store;
    private static Commits<Thing> commits;

    @BeforeAll
    static void open() {
        store = TestStore.open(vertx, "probe");
        commits = store.commits(StoredCommitsIT::write, RACED);
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(vertx.close());
    }

    private static void write(Unit.Builder unit, Thing thing) {
        if (thing.from() == 0) unit.insert(THING, thing.id(), 1, thing.owner());
        else unit.change(CHANGE, thing.id(), thing.from());
    }

    @Override
    protected Commits<Thing> commits() {
        return commits;
    }

    @Override
    protected int version(UUID thing) {
        for (Row row : await(store.query("SELECT version FROM thing WHERE id = ?", thing))) return row.getInteger(0);
        return 0;
    }

    @Override
    protected List<Audit.Entry> acts(UUID about) {
        return await(store.audit(new Audit.Read(null, null, about, Audit.MAX_LIMIT)));
    }
}
