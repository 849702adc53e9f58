package dev.servicelab.state.api;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bearer token in a file that somebody rotates: kubelet replaces a pod's token long before it
 * expires. It is read for each request; there are few, as changes come over standing watches.
 */
final class TokenFile implements OAuthTokenProvider {
  private static final System.Logger LOG = System.getLogger(TokenFile.class.getName());

  private final Path file;
  private volatile String last = "";

  TokenFile(Path file) {
    this.file = file;
  }

  /** The file's token; the last one read while it cannot be read. */
  @Override
  public String getToken() {
    try {
      last = Files.readString(file).strip();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "token file {0} cannot be read", file);
    }
    return last;
  }
}
