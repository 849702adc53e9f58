package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;

import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.ConnectionState;
import dev.servicelab.proxy.rules.iptables.Match.Mark;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Masquerade;
import dev.servicelab.proxy.rules.iptables.Target.Return;
import dev.servicelab.proxy.rules.iptables.Target.SetMark;
import java.util.List;

/** How packets are marked to be masqueraded and what becomes of them then, in every mode. */
public final class MarkedPackets {
  private static final ChainId FORWARDED = new ChainId(FILTER, ChainNames.FORWARD);
  private static final ChainId LEAVING = new ChainId(NAT, ChainNames.POSTROUTING);
  private static final ChainId MARKING = new ChainId(NAT, ChainNames.MARK_MASQ);

  private final int mark;

  /** Packets that carry a mark of one bit. */
  public MarkedPackets(int mark) {
    this.mark = mark;
  }

  /** Masquerades them when they leave. */
  public void leaving(RulesBuilder rules, boolean randomFully) {
    rules.add(LEAVING, Causes.MASQUERADE_BIT, new Return(), new Mark(mark, mark, true));
    // Cleared, so that a packet that comes through the stack again is not masqueraded again.
    rules.add(LEAVING, Causes.MASQUERADE_BIT, new SetMark(mark, 0));
    Comment reason = new Comment("kubernetes service traffic requiring SNAT");
    rules.add(LEAVING, Causes.MASQUERADE_BIT, new Masquerade(randomFully), reason);
  }

  /** Marks whatever is sent there. */
  public void marking(RulesBuilder rules) {
    rules.add(MARKING, Causes.MASQUERADE_BIT, new SetMark(mark, mark));
  }

  /** Lets them through, so that node ports work where the FORWARD policy is DROP. */
  public void forwarded(RulesBuilder rules) {
    Comment first = new Comment("kubernetes forwarding rules");
    Mark marked = new Mark(mark, mark, false);
    rules.add(FORWARDED, Causes.MASQUERADE_BIT, new Accept(), first, marked);
    Comment rest = new Comment("kubernetes forwarding conntrack rule");
    ConnectionState known = new ConnectionState(List.of(State.RELATED, State.ESTABLISHED), false);
    rules.add(FORWARDED, Cause.none(), new Accept(), rest, known);
  }
}
