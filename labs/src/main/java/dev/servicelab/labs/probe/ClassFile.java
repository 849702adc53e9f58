package dev.servicelab.labs.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A class as a file, by which a program of a few classes is brought into a container. */
public final class ClassFile {
  private ClassFile() {}

  /** Where a class lies below the folder of its class path. */
  public static String path(String type) {
    return type.replace('.', '/') + ".class";
  }

  /** What is in it. */
  public static byte[] bytes(String type) {
    try (InputStream in = ClassFile.class.getClassLoader().getResourceAsStream(path(type))) {
      return Objects.requireNonNull(in, type).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
