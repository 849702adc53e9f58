package dev.servicelab.proxy.config.fields;

/**
 * One field of the configuration.
 *
 * @param path where it is in the file, such as {@code iptables.syncPeriod}
 * @param flag the flag that sets the same, without dashes; empty if there is none
 * @param shape what it may hold
 * @param otherwise its default, as one would write it
 * @param effective whether it does anything here
 * @param meaning one line for the documentation and for {@code --help}
 */
public record ConfigField<T>(
    String path, String flag, Shape<T> shape, String otherwise, boolean effective, String meaning) {

  static <T> ConfigField<T> field(
      String path, String flag, Shape<T> shape, String otherwise, String meaning) {
    return new ConfigField<>(path, flag, shape, otherwise, true, meaning);
  }

  static <T> ConfigField<T> unused(
      String path, String flag, Shape<T> shape, String otherwise, String meaning) {
    return new ConfigField<>(path, flag, shape, otherwise, false, meaning);
  }
}
