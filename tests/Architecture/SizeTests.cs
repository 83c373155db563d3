using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Autocura.Architecture;

/// <summary>
/// Holds the sizes: a file has a ceiling by its kind, a method has 40 lines, 5 parameters and 3 levels. A file that has to be longer has an
/// entry with its reason in SizeAllowances.txt; a method has no such way out.
/// </summary>
public sealed class SizeTests
{
    private const string AllowancesPath = "tests/Architecture/SizeAllowances.txt";

    private static readonly Source[] Sources = ReadSources;

    [Fact]
    public void No_file_is_longer_than_its_kind_allows() =>
        Sources.Select(file => (file.Path, file.Lines, file.Kind, Allowed: Allowances().GetValueOrDefault(file.Path)?.Lines ?? file.Kind.Ceiling))
            .Where(file => file.Lines > file.Allowed)
            .Select(file => $"{file.Path} has {file.Lines} lines; a file of the kind '{file.Kind.Name}' has at most {file.Kind.Ceiling}. Split it, or give the reason in {AllowancesPath}.")
            .ShouldBeEmpty();

    [Fact]
    public void Every_allowance_is_needed_and_gives_its_reason()
    {
        var sources = Sources.ToDictionary(file => file.Path);
        foreach (var (path, allowance) in Allowances())
        {
            sources.ShouldContainKey(path, $"{AllowancesPath} names a file that does not exist");
            sources[path].Lines.ShouldBeGreaterThan(sources[path].Kind.Ceiling, $"{path} no longer needs its allowance");
            allowance.Reason.Length.ShouldBeGreaterThan(20, $"{path} needs a reason that a reader can judge");
        }
    }

    [Fact]
    public void No_method_is_longer_wider_or_deeper_than_a_reader_can_hold() =>
        Sources.Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => CodeSize.Excesses(file.Tree, countParameters: !file.Path.StartsWith("embedded/Facade/", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void A_method_that_is_too_long_too_wide_or_too_deep_is_found()
    {
        var body = string.Concat(Enumerable.Repeat("        Work();\n", 41));
        var source = $$"""
            class Sample
            {
                void Long()
                {
            {{body}}
                }

                void Wide(int a, int b, int c, int d, int e, int f) { }

                void Deep(bool a) { if (a) { while (a) { foreach (var x in "") { try { } finally { } } } } }

                void Flat(bool a, bool b, bool c, bool d) { if (a) { } else if (b) { } else if (c) { } else if (d) { } }
            }
            """;

        var excesses = CodeSize.Excesses(CSharpSyntaxTree.ParseText(source, path: "Sample.cs")).ToList();

        excesses.Count.ShouldBe(3);
        excesses.ShouldContain(text => text.Contains("Long has") && text.EndsWith("lines of at most 40"));
        excesses.ShouldContain(text => text.Contains("Wide has 6 parameters"));
        excesses.ShouldContain(text => text.Contains("Deep nests 4 deep"));
    }

    private static Source[] ReadSources =>
        [.. new[] { "functions", "embedded", "tests" }.SelectMany(folder => Repository.Files(folder, "*.cs")).AsParallel().AsOrdered().Select(path =>
        {
            var text = Repository.Read(path);
            var tree = CSharpSyntaxTree.ParseText(text, path: path);
            return new Source(path, text.TrimEnd('\n').Split('\n').Length, FileKind.Of(path, tree), tree);
        })];

    private static Dictionary<string, Allowance> Allowances() => Repository.Read(AllowancesPath).Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => new Allowance(int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));

    private sealed record Source(string Path, int Lines, FileKind Kind, Microsoft.CodeAnalysis.SyntaxTree Tree);

    private sealed record Allowance(int Lines, string Reason);
}
