using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Changes;

/// <summary>
/// Whom a workload calls, directly or not, as far as its containers say so: an address in a variable or an argument whose host is a Service of the
/// namespace. What is configured in files is not seen.
/// </summary>
internal static partial class CalledWorkloads
{
    private const int Most = 50;

    /// <summary>The nearest first, without the workload itself.</summary>
    public static IReadOnlyList<JsonObject> Of(JsonObject workload, IReadOnlyList<JsonObject> workloads, IReadOnlyList<JsonObject> services)
    {
        var byService = services.DistinctBy(service => service.Name()).ToDictionary(service => service.Name(), service => workloads.Where(other => Leads(service, other)).ToList());
        var found = new List<JsonObject> { workload };
        for (var next = 0; next < found.Count && found.Count <= Most; next++)
        {
            found.AddRange(Hosts(found[next])
                .SelectMany(host => byService.GetValueOrDefault(host, []))
                .Where(called => !found.Exists(known => IsSame(known, called)))
                .DistinctBy(called => (called.Text("kind"), called.Name())));
        }

        return [.. found.Skip(1).Take(Most)];
    }

    /// <summary>First labels of everything that could be the host of an address.</summary>
    private static IEnumerable<string> Hosts(JsonObject workload)
    {
        var spec = workload.At("spec", "template", "spec");
        return spec.Items("containers").Concat(spec.Items("initContainers"))
            .SelectMany(container => container.Items("env").Select(variable => variable.Text("value")).OfType<string>().Concat(container.Texts("args")).Concat(container.Texts("command")))
            .SelectMany(text => Host().Matches(text).Select(match => match.Groups["host"].Value))
            .Distinct();
    }

    private static bool Leads(JsonObject service, JsonObject workload) =>
        ServiceReader.Selects(service, workload.Map("spec", "template", "metadata", "labels")) || service.Name() == workload.Name();

    private static bool IsSame(JsonObject one, JsonObject other) => one.Name() == other.Name() && one.Text("kind") == other.Text("kind");

    // A label of a host name that begins a word, after a scheme or user too: "cart", "cart:7070", "http://cart.shop.svc/x", "redis://user@cart".
    [GeneratedRegex(@"(?<![\w.-])(?<host>[a-z]([-a-z0-9]*[a-z0-9])?)(?![\w-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();
}
