package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who gets which snapshots from where, over reloads. */
class ClusterFeedsTest {

  private static final ClusterSnapshot SNAPSHOT = TestCluster.snapshot();

  /** A source whose snapshots the test sends. */
  private static final class Source implements StateSource {
    private final Interest interest;
    private Consumer<ClusterSnapshot> listener = snapshot -> {};
    private boolean closed;

    Source(Interest interest) {
      this.interest = interest;
    }

    @Override
    public void start(Consumer<ClusterSnapshot> to) {
      if (interest.nodeName().equals("broken")) {
        throw new StateException("the cluster cannot be read");
      }
      listener = to;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private final List<ClusterSnapshot> programmed = new ArrayList<>();
  private final ClusterFeeds feeds =
      new ClusterFeeds((access, interest) -> source(interest), programmed::add);

  private StateSource source(Interest interest) {
    sources.add(new Source(interest));
    return sources.getLast();
  }

  private Runnable watch(boolean pods, List<ClusterSnapshot> got) {
    return feeds.watch(ClusterAccess.USUAL, Interest.dns(pods), got::add);
  }

  @Test
  void thePluginsOfANewCorefileHaveTheirRecordsAtOnce() {
    List<ClusterSnapshot> old = new ArrayList<>();
    List<ClusterSnapshot> young = new ArrayList<>();
    Runnable leave = watch(false, old);
    sources.getFirst().listener.accept(SNAPSHOT);

    watch(false, young);
    leave.run();

    assertThat(young).containsExactly(SNAPSHOT);
    assertThat(sources).singleElement().matches(source -> !source.closed);
    assertThat(programmed).containsExactly(SNAPSHOT);
  }

  @Test
  void whoNeedsPodsGetsNoSnapshotWithoutThemAndTakesNothingFromOthers() {
    List<ClusterSnapshot> old = new ArrayList<>();
    List<ClusterSnapshot> young = new ArrayList<>();
    Runnable leave = watch(false, old);
    sources.getFirst().listener.accept(SNAPSHOT);

    watch(true, young);
    assertThat(young).isEmpty();
    sources.getFirst().listener.accept(SNAPSHOT);
    assertThat(old).hasSize(2);

    leave.run();
    assertThat(sources).extracting(source -> source.closed).containsExactly(true, false);
  }

  @Test
  void aClusterThatCanNeverBeReadLeavesNothingBehind() {
    Interest broken = new Interest(Interest.Selection.ALL, "broken", true, false);

    assertThatThrownBy(() -> feeds.watch(ClusterAccess.USUAL, broken, snapshot -> {}))
        .isInstanceOf(StateException.class);
    assertThat(sources.getFirst().closed).isTrue();
  }

  @Test
  void theEndClosesEverySource() {
    watch(false, new ArrayList<>());
    watch(true, new ArrayList<>());

    feeds.close();

    assertThat(sources).hasSize(2).allMatch(source -> source.closed);
  }
}
