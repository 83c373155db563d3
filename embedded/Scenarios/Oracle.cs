using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Scenarios;

/// <summary>Says whether an application is healthy at this moment as a scenario defines it, and if not, in words, what is not.</summary>
public sealed class Oracle
{
    private const int MostReasons = 8;

    /// <summary>The application whose one service is the API server.</summary>
    private const string Cluster = "cluster";

    private readonly ObjectStore store;
    private readonly Traffic traffic;
    private readonly ApplicationCatalog applications;

    public Oracle(ObjectStore store, Simulation simulation)
    {
        this.store = store;
        traffic = simulation.Traffic;
        applications = simulation.Applications;
    }

    /// <summary>The verdict on an application, now. How long it must hold is for the asker to see to.</summary>
    public OracleVerdict Ask(OracleDefinition healthy, string application)
    {
        string[] namespaces = [applications.Find(application).Namespace, .. healthy.Namespaces];
        List<string> wrong =
        [
            .. healthy.PodsReady ? namespaces.SelectMany(Missing) : [],
            .. healthy.NoCrashLoop ? namespaces.SelectMany(CrashLoops) : [],
            .. healthy.Services is { } objective ? Failing(objective, application) : [],
            .. healthy.ApiServer is { } api ? Failing(api, Cluster) : [],
            .. healthy.Assertions.Select(Refuted).OfType<string>(),
        ];
        return new OracleVerdict(wrong.Count <= MostReasons ? wrong : [.. wrong.Take(MostReasons), $"and {wrong.Count - MostReasons} more"]);
    }

    private IEnumerable<string> Missing(string ns)
    {
        var unready = store.List("", "pods", ns).Where(pod => !pod.IsDeleting() && pod.Text("status", "phase") != "Succeeded" && !IsReady(pod)).ToList();
        foreach (var pod in unready)
        {
            yield return $"pod {pod.Name()} is not ready ({pod.Text("status", "phase") ?? "Pending"})";
        }

        foreach (var (plural, status) in new[] { ("deployments", "availableReplicas"), ("statefulsets", "readyReplicas") })
        {
            foreach (var workload in store.List("apps", plural, ns).Where(workload => workload.Count("status", status) < workload.Replicas()))
            {
                yield return $"{workload.Kind()} {workload.Name()} has {workload.Count("status", status)} of {workload.Replicas()} replicas";
            }
        }
    }

    private static bool IsReady(JsonObject pod) => pod.Objects("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private IEnumerable<string> CrashLoops(string ns) =>
        from pod in store.List("", "pods", ns)
        from status in pod.Objects("status", "initContainerStatuses").Concat(pod.Objects("status", "containerStatuses"))
        where status.Text("state", "waiting", "reason") == "CrashLoopBackOff"
        select $"container {status.Text("name")} of pod {pod.Name()} is in a crash loop";

    private IEnumerable<string> Failing(ServiceObjective objective, string application)
    {
        var known = traffic.View(application)?.Services ?? [];
        if (known.Count == 0)
        {
            yield return $"nobody uses {application}";
        }

        foreach (var unknown in objective.Of.Except(known.Select(service => service.Name)))
        {
            yield return $"service {unknown} is not one of the application";
        }

        foreach (var service in known.Where(service => objective.Of.Count == 0 || objective.Of.Contains(service.Name)))
        {
            if (service.RequestsPerSecond <= 0)
            {
                yield return $"service {service.Name} receives no requests";
            }
            else if (service.ErrorRatio >= objective.ErrorRatioBelow)
            {
                yield return $"service {service.Name} fails {service.ErrorRatio:0.0%} of its requests (below {objective.ErrorRatioBelow:0.0%} is healthy)";
            }
            else if (service.P95Ms >= objective.P95BelowMs)
            {
                yield return $"service {service.Name} takes {service.P95Ms:0} ms for 95 in 100 requests (below {objective.P95BelowMs:0} ms is healthy)";
            }

            if (service.Lag >= objective.LagBelow)
            {
                yield return $"{service.Lag:0} messages wait for service {service.Name} (below {objective.LagBelow:0} is healthy)";
            }
        }
    }

    private string? Refuted(ObjectAssertion assertion)
    {
        var type = store.Catalog.FindKind(assertion.On.ApiVersion, assertion.On.Kind);
        var found = type is null ? null : store.Find(type.Key(assertion.On.Namespace, assertion.On.Name));
        if (found is null)
        {
            return assertion is { Absent: true, Path: "" } ? null : $"there is no {assertion.On}";
        }

        var value = JsonPointer.Find(found, assertion.Path);
        return assertion switch
        {
            { Absent: true } when value is not null => $"{assertion.On}{assertion.Path} is there: {Short(value)}",
            { Present: true } when value is null => $"{assertion.On}{assertion.Path} is absent",
            { Expected: { } expected } when !JsonNode.DeepEquals(value, expected) => $"{assertion.On}{assertion.Path} is {Short(value)}, not {Short(expected)}",
            { Unwanted: { } unwanted } when JsonNode.DeepEquals(value, unwanted) => $"{assertion.On}{assertion.Path} is {Short(value)}",
            _ => null,
        };
    }

    private static string Short(JsonNode? value)
    {
        const int most = 80;
        var text = value?.ToJsonString() ?? "absent";
        return text.Length <= most ? text : text[..most] + "...";
    }
}

/// <summary>Healthy when there is no reason why not.</summary>
public sealed record OracleVerdict(IReadOnlyList<string> Reasons)
{
    public bool Holds => Reasons.Count == 0;

    /// <inheritdoc />
    public override string ToString() => Holds ? "healthy" : string.Join("; ", Reasons);
}
