using System.Text.Json;
using System.Text.RegularExpressions;

namespace Autocura.Conformance.NodeClient;

/// <summary>What became of one check of <c>node/checks</c>.</summary>
internal sealed record CheckOutcome(string Name, string Outcome, string? Why);

/// <summary>The checks that the JavaScript client of Kubernetes carries out, all in one run of node.</summary>
public sealed partial class NodeChecks
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private Task<Dictionary<string, CheckOutcome>>? run;

    public static string Folder => Repository.PathOf("tests/Autocura.Conformance/node");

    /// <summary>The sentences by which the sources name their checks.</summary>
    public static IReadOnlyList<string> Sentences { get; } = [.. Directory.EnumerateFiles(Path.Combine(Folder, "checks"), "*.mjs").Order(StringComparer.Ordinal)
        .SelectMany(file => Name().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value.Replace("\\'", "'", StringComparison.Ordinal))];

    public static TheoryData<string> Names => [.. Sentences];

    internal Task<Dictionary<string, CheckOutcome>> RunAsync(ClusterUnderTest cluster) => run ??= cluster.MeanwhileAsync(RunAllAsync(cluster.Kubeconfig));

    private static async Task<Dictionary<string, CheckOutcome>> RunAllAsync(string kubeconfig)
    {
        await using var node = ClientProcess.Start("node", Path.Combine(Folder, "run.mjs"), kubeconfig);
        var printed = await node.EndAsync(Patience);
        return printed.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<CheckOutcome>(line, Web)!).ToDictionary(outcome => outcome.Name);
    }

    [GeneratedRegex(@"^  check\('(?<name>(?:[^'\\]|\\')+)'", RegexOptions.Multiline)]
    private static partial Regex Name();
}
