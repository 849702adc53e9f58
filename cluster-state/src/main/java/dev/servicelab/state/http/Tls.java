package dev.servicelab.state.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a server is known to be the right one, and who we are to it. Files are read again for each
 * connection; the same content gives the same factory, so that sessions are resumed.
 */
public final class Tls {
  private static final char[] NO_PASSWORD = new char[0];

  private final Trust trust;
  private final Credential certificate;
  private final Credential key;
  private @Nullable Texts lastTexts;
  private @Nullable SSLSocketFactory lastFactory;

  /**
   * Nothing is read yet.
   *
   * @param trust what the server's certificate has to be
   * @param certificate our own certificate, with those between it and the authority; or none
   * @param key its private key; or none
   */
  public Tls(Trust trust, Credential certificate, Credential key) {
    this.trust = trust;
    this.certificate = certificate;
    this.key = key;
  }

  /** Which servers are trusted. */
  public sealed interface Trust {
    /** Those with a certificate of one of the JDK's authorities. */
    record Public() implements Trust {}

    /** Those with a certificate, for the name they are called by, of these authorities. */
    record Authorities(Credential certificates) implements Trust {}

    /** Everyone who answers: for a server one has just started oneself. */
    record Anyone() implements Trust {}
  }

  /** Whether the certificate has to be for the name that the server is called by. */
  boolean checksName() {
    return !(trust instanceof Trust.Anyone);
  }

  /**
   * Makes connections.
   *
   * @throws IOException if a file cannot be read, or a text is no certificate or key
   */
  public synchronized SSLSocketFactory factory() throws IOException {
    Texts texts =
        new Texts(
            trust instanceof Trust.Authorities(Credential authorities) ? authorities.read() : "",
            certificate.read(),
            key.read());
    SSLSocketFactory factory = lastFactory;
    if (factory == null || !texts.equals(lastTexts)) {
      factory = context(texts).getSocketFactory();
      lastFactory = factory;
      lastTexts = texts;
    }
    return factory;
  }

  private record Texts(String authorities, String certificate, String key) {}

  private SSLContext context(Texts texts) throws IOException {
    TrustManager[] trusted;
    try {
      trusted = trusted(texts.authorities());
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate authority: " + e.getMessage(), e);
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(texts), trusted, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("client certificate: " + e.getMessage(), e);
    }
  }

  private static KeyManager @Nullable [] keys(Texts texts)
      throws GeneralSecurityException, IOException {
    if (texts.certificate().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    Certificate[] chain = Pem.certificates(texts.certificate()).toArray(Certificate[]::new);
    store.setKeyEntry("client", Pem.privateKey(texts.key()), NO_PASSWORD, chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    return managers.getKeyManagers();
  }

  private TrustManager[] trusted(String authorities) throws GeneralSecurityException, IOException {
    return switch (trust) {
      case Trust.Public() -> trusted((KeyStore) null);
      case Trust.Anyone() -> new TrustManager[] {new TrustAnyone()};
      case Trust.Authorities(Credential _) -> {
        KeyStore store = emptyStore();
        Collection<? extends Certificate> certificates = Pem.certificates(authorities);
        for (Certificate one : certificates) {
          store.setCertificateEntry("authority" + store.size(), one);
        }
        yield trusted(store);
      }
    };
  }

  private static TrustManager[] trusted(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  /** JKS, because PKCS12 encrypts even what never leaves memory, at the cost of a handshake. */
  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  /** Extended, because the JDK checks names itself around a trust manager that is not. */
  private static final class TrustAnyone extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
