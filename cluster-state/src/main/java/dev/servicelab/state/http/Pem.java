package dev.servicelab.state.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as kubeconfig files hold them. RFC 7468. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (EC |RSA |)PRIVATE KEY-----([^-]*)-----END");

  private static final byte[] VERSION_0 = Der.element(Der.INTEGER, new byte[1]);
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500"); // 1.2.840.113549.1.1.1, NULL
  private static final byte[] EC_PUBLIC_KEY =
      HexFormat.of().parseHex("06072a8648ce3d0201"); // 1.2.840.10045.2.1

  private Pem() {}

  /** All certificates of a text, in its order. */
  static Collection<? extends Certificate> certificates(String text) throws CertificateException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    if (found.isEmpty()) {
      throw new CertificateException("is no certificate");
    }
    return found;
  }

  /**
   * The first private key of a text: PKCS#8, or what kubeadm (PKCS#1, RSA) and k3s (SEC1, elliptic
   * curves) write.
   */
  static PrivateKey privateKey(String text) throws GeneralSecurityException {
    Matcher matcher = KEY.matcher(text);
    if (!matcher.find()) {
      throw new GeneralSecurityException("is no private key");
    }
    try {
      byte[] key = Base64.getMimeDecoder().decode(matcher.group(2));
      return switch (matcher.group(1)) {
        case "EC " -> generate("EC", pkcs8(ecAlgorithm(key), key));
        case "RSA " -> generate("RSA", pkcs8(RSA_ALGORITHM, key));
        default -> generate(algorithm(key), key);
      };
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("is no private key", e);
    }
  }

  private static PrivateKey generate(String algorithm, byte[] pkcs8)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** RFC 5958: version, algorithm, key. */
  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return Der.element(Der.SEQUENCE, VERSION_0, algorithm, Der.element(Der.OCTET_STRING, key));
  }

  /** The curve stands inside a SEC1 key, and beside a PKCS#8 one. */
  private static byte[] ecAlgorithm(byte[] sec1) {
    byte[] curve = Der.contents(Der.CONTEXT_0, Der.contents(Der.SEQUENCE, sec1));
    return Der.element(Der.SEQUENCE, EC_PUBLIC_KEY, curve);
  }

  private static String algorithm(byte[] pkcs8) {
    byte[] algorithm = Der.contents(Der.SEQUENCE, Der.contents(Der.SEQUENCE, pkcs8));
    byte[] type = Der.contents(Der.OBJECT_IDENTIFIER, algorithm);
    if (Arrays.equals(Der.element(Der.OBJECT_IDENTIFIER, type), EC_PUBLIC_KEY)) {
      return "EC";
    }
    return Arrays.equals(Der.element(Der.SEQUENCE, algorithm), RSA_ALGORITHM) ? "RSA" : "EdDSA";
  }
}
