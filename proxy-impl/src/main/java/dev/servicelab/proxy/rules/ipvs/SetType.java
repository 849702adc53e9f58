package dev.servicelab.proxy.rules.ipvs;

/** What the entries of an ipset are made of, under the kernel's names. */
public enum SetType {
  HASH_IP("hash:ip"),
  HASH_IP_PORT("hash:ip,port"),
  HASH_IP_PORT_IP("hash:ip,port,ip"),
  HASH_IP_PORT_NET("hash:ip,port,net"),
  BITMAP_PORT("bitmap:port");

  private final String nativeName;

  SetType(String nativeName) {
    this.nativeName = nativeName;
  }

  /** The name as the tool spells it. */
  public String nativeName() {
    return nativeName;
  }
}
