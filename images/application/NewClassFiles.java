import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites classes of before Java 6 in the form of today, in the jars given. A JVM verifies such classes in an old way,
 * of which an AOT cache keeps nothing: picocli's 200 would be read from their jar at each start, for 0.1 s and 18 MB.
 * The class path has to hold what these classes know.
 */
final class NewClassFiles {
  private static final int JAVA_6 = 50;
  private static final ClassFile CLASSES = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

  private NewClassFiles() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      Path file = Path.of(jar);
      if (hasOldClasses(file)) {
        Files.write(file, renewed(file));
      }
    }
  }

  private static boolean hasOldClasses(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : entries(jar)) {
        if (isOld(entry, jar.getInputStream(entry).readNBytes(8))) {
          return true;
        }
      }
      return false;
    }
  }

  private static byte[] renewed(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarFile jar = new JarFile(file.toFile());
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (JarEntry entry : entries(jar)) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        byte[] content = jar.getInputStream(entry).readAllBytes();
        out.write(isOld(entry, content) ? renewed(content) : content);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] renewed(byte[] content) {
    ClassModel old = CLASSES.parse(content);
    return CLASSES.build(
        old.thisClass().asSymbol(),
        builder -> {
          old.forEach(builder);
          builder.withVersion(ClassFile.latestMajorVersion(), 0);
        });
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream().toList();
  }

  /** Bytes 6 and 7 of a class file are its major version. */
  private static boolean isOld(JarEntry entry, byte[] content) {
    return entry.getName().endsWith(".class") && ((content[6] & 0xFF) << 8 | content[7] & 0xFF) < JAVA_6;
  }
}
