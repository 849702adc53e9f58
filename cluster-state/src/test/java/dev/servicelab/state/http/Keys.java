package dev.servicelab.state.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A key and a certificate for it, signed by itself, made by the JDK's keytool. */
record Keys(KeyStore store, String alias, String algorithm) {
  static final char[] PASSWORD = "secret".toCharArray();

  /** How a private key is written. */
  enum Form {
    PKCS8,
    /** PKCS#1 for RSA, SEC1 for elliptic curves. */
    OLD
  }

  static Keys make(Path folder, String name, String algorithm, String... options)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(options));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("keytool ended with " + exit);
    }
    return new Keys(KeyStore.getInstance(file.toFile(), PASSWORD), name, algorithm);
  }

  Certificate x509() throws GeneralSecurityException {
    return store.getCertificate(alias);
  }

  /** The certificate in PEM. */
  String certificate() throws GeneralSecurityException {
    return pem("CERTIFICATE", x509().getEncoded());
  }

  /** The private key in PEM. */
  String key(Form form) throws GeneralSecurityException {
    byte[] pkcs8 = store.getKey(alias, PASSWORD).getEncoded();
    return switch (form) {
      case PKCS8 -> pem("PRIVATE KEY", pkcs8);
      case OLD -> pem(algorithm + " PRIVATE KEY", old(pkcs8));
    };
  }

  /** What is inside; with its curve, as other tools write it, where the JDK leaves it out. */
  private byte[] old(byte[] pkcs8) {
    byte[] content = Der.contents(Der.SEQUENCE, pkcs8);
    byte[] key = Der.contents(Der.OCTET_STRING, content);
    if (algorithm.equals("RSA")) {
      return key;
    }
    byte[] curve =
        Der.contents(Der.OBJECT_IDENTIFIER, withoutType(Der.contents(Der.SEQUENCE, content)));
    byte[] parts = Der.contents(Der.SEQUENCE, key);
    return Der.element(
        Der.SEQUENCE, parts, Der.element(Der.CONTEXT_0, Der.element(Der.OBJECT_IDENTIFIER, curve)));
  }

  /** An algorithm's parameters, which follow its identifier. */
  private static byte[] withoutType(byte[] algorithm) {
    int type =
        Der.element(Der.OBJECT_IDENTIFIER, Der.contents(Der.OBJECT_IDENTIFIER, algorithm)).length;
    return Arrays.copyOfRange(algorithm, type, algorithm.length);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }
}
