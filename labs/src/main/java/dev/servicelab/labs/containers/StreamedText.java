package dev.servicelab.labs.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What Docker streams back of a container, its log or a command's output, as one UTF-8 text. */
public final class StreamedText extends ResultCallback.Adapter<Frame> {
  private static final long LIMIT_SECONDS = 10;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void onNext(Frame frame) {
    text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
  }

  /** Waits for the end of the stream, ten seconds at most; what has come until then. */
  public String await() {
    try {
      awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text.toString();
  }
}
