package io.tanda.notify.notice;

import io.tanda.notify.FakeTables;
import io.tanda.notify.Story;
import io.tanda.platform.commit.Commits;
import java.util.List;
import java.util.UUID;

final class FakeNoticesTest extends NoticesContract {
    private final FakeTables tables = new FakeTables();

    @Override
    Commits<Change> commits() {
        return tables.commits;
    }

    @Override
    void wants(UUID receiver) {
        tables.wants(receiver, "webhook", "http://localhost/hook");
        tables.wants(receiver, "mail", "kim@example.org");
    }

    @Override
    List<String> notices(Story story) {
        return tables.noticesOf(story.ride).stream()
                .map(notice -> Story.line(notice.receiver(), notice.kind(), notice.at()))
                .toList();
    }

    @Override
    List<String> deliveries(String channel) {
        return tables.all().stream()
                .filter(delivery -> delivery.channel().equals(channel))
                .map(delivery -> delivery.notice().kind())
                .toList();
    }
}
