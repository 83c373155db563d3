using System.Text.Json.Nodes;
using Autocura.Benchmarks.Clusters;
using Autocura.Embedded.Cluster;

namespace Autocura.Benchmarks.Watching;

/// <summary>
/// The objects of one application of ten pods and of one node, as controllers and kubelets left them when it had come up; and copies of them under other names.
/// </summary>
internal sealed class ObjectPattern
{
    private static readonly (string Group, string Plural)[] Kinds = [("apps", "deployments"), ("apps", "replicasets"), ("", "pods"), ("", "services"), ("discovery.k8s.io", "endpointslices")];
    private static readonly string Name = LargeCluster.Name(0);
    private static readonly string Namespace = LargeCluster.Namespace(0);

    private readonly IReadOnlyList<string> application;
    private readonly string node;
    private readonly string nodeName;
    private readonly string slice;

    private ObjectPattern(LargeCluster cluster)
    {
        var first = cluster.Store.List("", "nodes")[0];
        (node, nodeName) = (first.ToJsonString(), first.Name());
        application = [.. Kinds.SelectMany(kind => cluster.Store.List(kind.Group, kind.Plural, Namespace)).Select(found => found.ToJsonString())];
        slice = cluster.Store.List("discovery.k8s.io", "endpointslices", Namespace).Single().Name();
        At = cluster.Time.GetUtcNow();
    }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset At { get; }

    public static async Task<ObjectPattern> TakeAsync()
    {
        await using var cluster = await LargeCluster.StartAsync(nodes: 1, deployments: 1, replicas: SettledCluster.PodsOfDeployment);
        await cluster.FillAsync();
        await cluster.RunAsync(TimeSpan.FromMinutes(5));
        return cluster.ReadyPods == SettledCluster.PodsOfDeployment
            ? new ObjectPattern(cluster)
            : throw new InvalidOperationException($"Of {SettledCluster.PodsOfDeployment} pods {cluster.ReadyPods} are ready.");
    }

    public IEnumerable<JsonObject> Node(string name) => [Parse(node.Replace(nodeName, name, StringComparison.Ordinal))];

    /// <summary>An application, its configuration and its autoscaler; the first of a namespace brings that with it.</summary>
    public IEnumerable<JsonObject> Application(string ns, string name, bool isFirst, Func<int, string> nodeOf)
    {
        if (isFirst) yield return Objects.Namespace(ns);
        var pods = 0;
        foreach (var original in application)
        {
            var copy = original.Replace(Namespace, ns, StringComparison.Ordinal).Replace(Name, name, StringComparison.Ordinal);
            var isPod = copy.Contains("\"kind\":\"Pod\"", StringComparison.Ordinal) && copy.Contains("\"containerStatuses\"", StringComparison.Ordinal);
            yield return Parse(isPod ? copy.Replace(nodeName, nodeOf(pods++), StringComparison.Ordinal) : copy);
        }

        yield return Objects.ConfigMap(name, ns);
        yield return Objects.Autoscaler(name, ns, SettledCluster.PodsOfDeployment);
    }

    public string SliceOf(string name) => slice.Replace(Name, name, StringComparison.Ordinal);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
