package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import java.util.List;
import java.util.Map;

/**
 * {@code /explain?name=web.shop.svc.cluster.local&type=A&client=10.244.1.9}: the story of a
 * question, for people as text, with {@code format=json} for programs.
 */
public final class ExplainPage {

  private final Explainer explainer;

  /** The page of a server. */
  public ExplainPage(Explainer explainer) {
    this.explainer = explainer;
  }

  /** The page itself, once for each address that has a page for the liveness probe. */
  public List<HttpPage> beside(List<HttpPage> pages) {
    return pages.stream()
        .filter(page -> page.path().equals("/health"))
        .map(HttpPage::listen)
        .distinct()
        .map(listen -> new HttpPage(listen, "/explain", this::answer))
        .toList();
  }

  /** The page for these parameters; status 400 and one line if they make no sense. */
  public Content answer(Map<String, String> parameters) {
    String format = parameters.getOrDefault("format", "text");
    try {
      Asked asked = Asked.parse(parameters);
      return switch (format) {
        case "text" -> Content.plain(200, explainer.story(asked));
        case "json" ->
            new Content(200, "application/json", new JsonStory(explainer.explain(asked)).text());
        default -> Content.plain(400, "format '" + format + "' is neither text nor json\n");
      };
    } catch (IllegalArgumentException e) {
      return Content.plain(400, e.getMessage() + "\n");
    }
  }
}
