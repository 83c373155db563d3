using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Health;

/// <summary>Looks over a whole cluster once and says of each namespace that is looked after what stands against its health.</summary>
internal sealed class HealthSurvey(ICluster cluster, KnownVersions known, KnownGoodOptions options, DateTimeOffset now)
{
    private static readonly string[] OverStates = [nameof(IncidentPhase.Resolved), nameof(IncidentPhase.Escalated), nameof(IncidentPhase.Failed)];

    private readonly Dictionary<string, NamespaceFacts> facts = [];

    /// <summary>Workloads whose replicas an autoscaler decides on.</summary>
    public Scaled Autoscaled { get; } = new();

    public OwnerKinds Owners { get; } = new();

    /// <summary>The namespaces that hold workloads, by name.</summary>
    /// <exception cref="ClusterException">Something that health depends on cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, NamespaceFacts>> RunAsync(LookedAfter lookedAfter, CancellationToken cancellationToken)
    {
        foreach (var (name, itself) in lookedAfter.Namespaces)
        {
            facts[name] = new NamespaceFacts(name) { Itself = itself };
        }

        var scopes = lookedAfter.Scopes;
        await EachAsync(Kinds.HorizontalPodAutoscaler, scopes, (_, scaler) => Autoscaled.Add(scaler), cancellationToken);
        await EachAsync(Kinds.ScaledObject, scopes, (_, scaler) => Autoscaled.Add(scaler), cancellationToken);
        foreach (var kind in new[] { Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet })
        {
            await EachAsync(kind, scopes, AddWorkload, cancellationToken);
        }

        await EachAsync(Kinds.Service, scopes, (seen, service) => seen.AddService(service), cancellationToken);
        await EachAsync(Kinds.EndpointSlice, scopes, AddEndpoints, cancellationToken);
        await EachAsync(Kinds.Pod, scopes, AddPod, cancellationToken);
        await EachAsync(Kinds.Issue, scopes, AddIssue, cancellationToken);
        foreach (var kind in Experiments.Kinds)
        {
            await ExperimentsAsync(kind, scopes, cancellationToken);
        }

        return facts.Where(seen => seen.Value.Workloads > 0).ToDictionary();
    }

    private async Task EachAsync(ResourceKind kind, IReadOnlyList<string> scopes, Action<NamespaceFacts, JsonObject> add, CancellationToken cancellationToken)
    {
        foreach (var scope in scopes)
        {
            await foreach (var one in ListedOrNone.StreamAsync(cluster, kind, new ListQuery(scope), cancellationToken))
            {
                if (facts.TryGetValue(one.Text("metadata", "namespace") ?? "", out var seen))
                {
                    add(seen, one);
                }
            }
        }
    }

    /// <summary>An experiment may lie in another namespace than what it works on.</summary>
    private async Task ExperimentsAsync(ResourceKind kind, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        foreach (var scope in scopes)
        {
            await foreach (var experiment in ListedOrNone.StreamAsync(cluster, kind, new ListQuery(scope), cancellationToken))
            {
                foreach (var seen in Experiments.IsRunning(experiment) ? Experiments.Namespaces(experiment).Select(name => facts.GetValueOrDefault(name)).OfType<NamespaceFacts>() : [])
                {
                    seen.AddProblem($"{experiment.Text("kind")} {experiment.Name()} is running");
                }
            }
        }
    }

    private void AddWorkload(NamespaceFacts seen, JsonObject workload)
    {
        var isZero = workload.Text("kind") != "DaemonSet" && workload.Int("spec", "replicas") == 0;
        var isMeant = isZero && (Autoscaled.Contains(workload) || WasZero(workload) || Provenance.Of(workload).At < now - options.ProvenAfter);
        Owners.Add(workload);
        seen.AddWorkload(workload, WorkloadReadiness.Problem(workload, isMeant), isMeant);
    }

    private bool WasZero(JsonObject workload) =>
        known.Of(new ObjectRef(workload.Text("apiVersion") ?? "", workload.Text("kind") ?? "", workload.Text("metadata", "namespace") ?? "", workload.Name())) is [.., var newest] && newest.Replicas == 0;

    private static void AddEndpoints(NamespaceFacts seen, JsonObject slice)
    {
        var isServing = slice.Items("endpoints").Any(endpoint => endpoint.At("conditions", "ready") is null || endpoint.Flag("conditions", "ready"));
        if (isServing && slice.Text("metadata", "labels", ServiceReader.ServiceLabel) is { } service)
        {
            seen.AddServing(service);
        }
    }

    private void AddPod(NamespaceFacts seen, JsonObject pod)
    {
        var restarted = pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses"))
            .FirstOrDefault(status => status.Int("restartCount") > 0 && status.Time("lastState", "terminated", "finishedAt") > now - options.SettleTime);
        if (restarted is not null)
        {
            seen.AddProblem($"the container {restarted.Text("name")} of pod {pod.Name()} restarted");
        }
    }

    private static void AddIssue(NamespaceFacts seen, JsonObject issue)
    {
        if (!OverStates.Contains(issue.Text("status", "state")))
        {
            seen.AddProblem($"the incident {issue.Name()} is open");
        }
    }
}
