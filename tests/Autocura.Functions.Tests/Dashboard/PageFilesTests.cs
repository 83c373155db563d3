using System.IO.Compression;
using System.Text;
using Autocura.Dashboard;

namespace Autocura.Functions.Tests.Dashboard;

public sealed class PageFilesTests
{
    private static readonly PageFiles Files = new();

    [Fact]
    public void Every_file_the_page_names_is_there()
    {
        var named = Files.Names.Select(name => (name, text: Text(name)))
            .SelectMany(file => References(file.text).Select(reference => (file.name, reference)));

        foreach (var (name, reference) in named)
        {
            Files.Find(reference).ShouldNotBeNull($"{name} names {reference}");
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere_and_nothing_stands_inline()
    {
        foreach (var name in Files.Names)
        {
            var text = Text(name).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            text.ShouldNotContain("http:", Case.Insensitive, name);
            text.ShouldNotContain("https:", Case.Insensitive, name);
        }

        var home = Text(PageFiles.Home);
        home.ShouldNotContain("<style");
        home.ShouldNotContain(" style=");
        home.ShouldNotContain("javascript:");
        home.Split("<script").Skip(1).ShouldAllBe(script => script.Contains(" src=\"dashboard/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("innerHTML")]
    [InlineData("outerHTML")]
    [InlineData("insertAdjacentHTML")]
    [InlineData("document.write")]
    [InlineData("eval(")]
    [InlineData("new Function")]
    public void No_string_is_ever_read_as_markup_or_code(string way)
    {
        foreach (var name in Files.Names)
        {
            Text(name).ShouldNotContain(way, Case.Sensitive, name);
        }
    }

    [Fact]
    public void The_whole_page_is_small() =>
        Files.Names.Sum(name => Files.Find(name)!.Compressed.Length).ShouldBeLessThan(200 * 1024);

    [Fact]
    public void What_is_sent_compressed_is_the_same()
    {
        foreach (var file in Files.Names.Select(name => Files.Find(name)!))
        {
            using var plain = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(file.Compressed), CompressionMode.Decompress))
            {
                gzip.CopyTo(plain);
            }

            plain.ToArray().ShouldBe(file.Content);
        }
    }

    /// <summary>Both languages have every word: a missing one would show as its key.</summary>
    [Fact]
    public void Both_languages_have_the_same_words()
    {
        var words = Text("words.js");
        var (english, portuguese) = (Keys(Between(words, "const en = {", "\n};")), Keys(Between(words, "const pt = {", "\n};")));

        english.Count.ShouldBeGreaterThan(150);
        portuguese.ShouldBe(english);
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Files.Find(name)!.Content);

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private static List<string> Keys(string words) =>
        [.. System.Text.RegularExpressions.Regex.Matches(words, @"(?:^|,)\s*(?:'(?<key>[^']+)'|(?<key>\w+)): '(?:[^'\\]|\\.)*'", System.Text.RegularExpressions.RegexOptions.Multiline).Select(match => match.Groups["key"].Value)];

    private static IEnumerable<string> References(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, @"(?:from '\./|""dashboard/)(?<file>[\w.-]+)['""]").Select(match => match.Groups["file"].Value);
}
