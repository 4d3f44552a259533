package io.tanda.platform.commit;

import io.tanda.contract.bus.Audit;
import io.tanda.platform.testing.CommitsContract;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import java.util.List;
import java.util.UUID;

/** In memory. */
class FakeCommitsTest extends CommitsContract {
    private record Row(int version, UUID owner) {}

    private final FakeTable<UUID, Row> things = new FakeTable<UUID, Row>().unique("thing_owner", Row::owner);
    private final FakeCommits<Thing> commits = new FakeCommits<>((into, thing) -> write(thing), RACED, things);

    private void write(Thing thing) {
        if (thing.from() == 0) things.insert(thing.id(), new Row(1, thing.owner()));
        else things.change(thing.id(), row -> row.version() == thing.from(), new Row(thing.from() + 1, thing.owner()));
    }

    @Override
    protected Commits<Thing> commits() {
        return commits;
    }

    @Override
    protected int version(UUID thing) {
        return things.find(thing).map(Row::version).orElse(0);
    }

    @Override
    protected List<Audit.Entry> acts(UUID about) {
        return commits.acts().stream().filter(act -> act.about().equals(about)).toList();
    }
}
