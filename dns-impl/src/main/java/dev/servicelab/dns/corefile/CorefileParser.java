package dev.servicelab.dns.corefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recursive descent over the tokens; the grammar is small enough that each method is one
 * production.
 */
final class CorefileParser {

  /**
   * Imports may nest; a file that imports itself must end in a message, not in a stack overflow.
   */
  private static final int MAX_DEPTH = 20;

  private final Imports imports;
  private final Variables variables;
  private final Map<String, List<Directive>> snippets = new HashMap<>();
  private int depth;

  CorefileParser(Imports imports) {
    this.imports = imports;
    this.variables = new Variables(imports);
  }

  Corefile parse(String file, String text) {
    List<ServerBlock> blocks = blocks(file, text);
    if (blocks.isEmpty()) {
      throw new CorefileException(new Position(file, 1), "no server block found");
    }
    return new Corefile(blocks);
  }

  private List<ServerBlock> blocks(String file, String text) {
    TokenStream tokens = new TokenStream(Lexer.split(file, text), new Position(file, 1));
    List<ServerBlock> blocks = new ArrayList<>();
    while (tokens.hasNext()) {
      List<Token> line = tokens.restOfLine();
      Token first = line.getFirst();
      if (isImport(first) && !tokens.opens()) {
        importFiles(line).forEach(source -> blocks.addAll(nestedBlocks(source, first.at())));
      } else if (isSnippet(line)) {
        defineSnippet(first, tokens);
      } else {
        blocks.add(block(line, tokens));
      }
    }
    return blocks;
  }

  private ServerBlock block(List<Token> line, TokenStream tokens) {
    Position at = line.getFirst().at();
    List<Token> words = new ArrayList<>(line);
    // Keys may go on over several lines until the brace, as long as each line but the last ends
    // with a comma.
    while (words.getLast().text().endsWith(",") && tokens.hasNext() && !tokens.opens()) {
      words.addAll(tokens.restOfLine());
    }
    List<ZoneKey> keys = new ArrayList<>();
    for (Token word : words) {
      for (String key : word.text().split(",")) {
        if (!key.isEmpty()) {
          keys.add(ZoneKey.parse(variables.replace(key), word.at()));
        }
      }
    }
    tokens.expectOpening(words.getLast());
    return new ServerBlock(keys, directives(tokens), at);
  }

  /** The lines up to the closing brace, which is consumed. */
  private List<Directive> directives(TokenStream tokens) {
    Position opened = tokens.last();
    List<Directive> directives = new ArrayList<>();
    while (!tokens.closes()) {
      if (!tokens.hasNext()) {
        throw new CorefileException(opened, "the brace that opens here is never closed");
      }
      directives.addAll(directive(tokens));
    }
    tokens.skip();
    return directives;
  }

  private List<Directive> directive(TokenStream tokens) {
    List<Token> line = tokens.restOfLine();
    Token first = line.getFirst();
    if (first.opens()) {
      throw new CorefileException(first.at(), "a brace must end the line it belongs to");
    }
    if (isImport(first)) {
      return importDirectives(line);
    }
    List<String> arguments =
        line.stream().skip(1).map(word -> variables.replace(word.text())).toList();
    List<Directive> options = List.of();
    if (tokens.opens()) {
      tokens.skip();
      options = directives(tokens);
    }
    return List.of(new Directive(variables.replace(first.text()), arguments, options, first.at()));
  }

  private List<Directive> importDirectives(List<Token> line) {
    Token target = target(line);
    List<Directive> snippet = snippets.get(target.text());
    if (snippet != null) {
      return snippet;
    }
    List<Directive> directives = new ArrayList<>();
    for (Imports.Source source : importFiles(line)) {
      // The file's text stands for lines of this block, so it is read as the inside of one.
      Position start = new Position(source.file(), 1);
      List<Token> tokens = new ArrayList<>(Lexer.split(source.file(), source.text()));
      tokens.add(new Token("}", false, tokens.isEmpty() ? start : tokens.getLast().at()));
      enter(line.getFirst().at());
      directives.addAll(directives(new TokenStream(tokens, start)));
      depth--;
    }
    return directives;
  }

  private List<ServerBlock> nestedBlocks(Imports.Source source, Position from) {
    enter(from);
    List<ServerBlock> nested = blocks(source.file(), source.text());
    depth--;
    return nested;
  }

  private void enter(Position from) {
    if (++depth > MAX_DEPTH) {
      throw new CorefileException(from, "import: files import each other in a circle");
    }
  }

  private List<Imports.Source> importFiles(List<Token> line) {
    return imports.files(variables.replace(target(line).text()), line.getFirst().at());
  }

  private void defineSnippet(Token first, TokenStream tokens) {
    tokens.expectOpening(first);
    String name = first.text().substring(1, first.text().length() - 1);
    if (snippets.put(name, directives(tokens)) != null) {
      throw new CorefileException(first.at(), "snippet '" + name + "' is defined twice");
    }
  }

  private static Token target(List<Token> line) {
    if (line.size() != 2) {
      throw new CorefileException(
          line.getFirst().at(), "import: expected one snippet, file or pattern");
    }
    return line.getLast();
  }

  private static boolean isImport(Token word) {
    return !word.quoted() && word.text().equals("import");
  }

  private static boolean isSnippet(List<Token> line) {
    String text = line.getFirst().text();
    return line.size() == 1 && text.startsWith("(") && text.endsWith(")") && text.length() > 2;
  }
}
