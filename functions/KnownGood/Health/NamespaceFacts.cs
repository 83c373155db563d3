using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Health;

/// <summary>What was seen of one namespace in one run, gathered object by object; and what follows from it.</summary>
internal sealed class NamespaceFacts(string name)
{
    private const int MostTold = 5;

    private readonly List<string> problems = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> services = [];
    private readonly HashSet<string> serving = [];
    private readonly List<IReadOnlyDictionary<string, string>> idle = [];

    public string Name => name;

    /// <summary>The Namespace itself; null where it may not be read.</summary>
    public JsonObject? Itself { get; init; }

    public int Workloads { get; private set; }

    /// <summary>Whether its requests are counted; null where no metrics source is configured.</summary>
    public bool? HasRequests { get; set; }

    /// <summary>Services that lead somewhere now.</summary>
    public IReadOnlyList<string> Serving => [.. serving.Where(services.ContainsKey).Order(StringComparer.Ordinal).Take(NamespaceRecord.MostServices)];

    public void AddProblem(string problem) => problems.Add(problem);

    public void AddWorkload(JsonObject workload, string? problem, bool isIdle)
    {
        Workloads++;
        if (problem is not null)
        {
            problems.Add(problem);
        }

        if (isIdle)
        {
            idle.Add(workload.Map("spec", "template", "metadata", "labels"));
        }
    }

    public void AddService(JsonObject service) => services[service.Name()] = service.Map("spec", "selector");

    public void AddServing(string service) => serving.Add(service);

    /// <summary>What was measured, and what was not: an application that nobody counts the requests of is well by its objects alone.</summary>
    private string Healthy => HasRequests switch
    {
        true => "Every workload is ready, nothing restarted, no alert fires, and requests succeed.",
        false => "Every workload is ready, nothing restarted, and no alert fires. Its requests are not counted, or there are none.",
        null => "Every workload is ready, and nothing restarted. There is no metrics source to ask about alerts and requests.",
    };

    /// <summary>Whether it is healthy, and why not.</summary>
    /// <param name="before">What the last run left.</param>
    /// <param name="now">The time of this run.</param>
    /// <param name="forget">After so long without health, a Service that leads nowhere any more is taken to be meant so.</param>
    public HealthVerdict Judge(NamespaceRecord before, DateTimeOffset now, TimeSpan forget)
    {
        var remembers = before.LastHealthyAt is { } last && now - last <= forget;
        var lost = remembers ? before.Serving.Where(service => !serving.Contains(service) && !IsOfIdle(service)).Select(service => $"Service {service} had endpoints and has none") : [];
        var all = problems.Concat(lost).ToList();
        return all.Count == 0
            ? new HealthVerdict(true, Healthy)
            : new HealthVerdict(false, string.Join("; ", all.Take(MostTold)) + (all.Count > MostTold ? $"; and {all.Count - MostTold} more" : "."));
    }

    private bool IsOfIdle(string service) => services.TryGetValue(service, out var selector) && selector.Count > 0
        && idle.Exists(labels => selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value));
}
