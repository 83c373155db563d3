using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Cluster;
using Autocura.Diagnosis.Surroundings;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Scenarios;
using Autocura.KnownGood;
using Autocura.KnownGood.Comparison;
using Autocura.Support.Catalogue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios.KnownGood;

/// <summary>What holds of every object of every simulated application, field by field.</summary>
public sealed partial class EveryObjectTests
{
    /// <summary>Fields by which an element is known: to change one is to replace the element.</summary>
    private static readonly string[] Identity = ["name", "key", "containerPort", "port", "mountPath", "type", "path", "protocol", "topologyKey", "operator"];

    /// <summary>Fields that mean nothing, or that the cluster writes.</summary>
    private static readonly string[] Ignored =
        ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "nodePort", "volumeName", "serviceAccount", "healthCheckNodePort", "allocateLoadBalancerNodePorts", "creationTimestamp", "caBundle"];

    /// <summary>One scenario on each application.</summary>
    public static TheoryData<string> Applications => ["healthy", "noop-astronomy-shop", "noop-hotel-reservation", "noop-social-network", "reviews-missing-claim"];

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task An_object_equals_its_snapshot_and_a_change_of_any_field_is_that_fields_change(string name)
    {
        await using var stage = await ScenarioStage.OpenAsync(ScenarioCatalog.Load().Find(name));
        var tried = 0;
        foreach (var live in Objects(stage))
        {
            var snapshot = NormalForm.Of(Snapshot.Of(live));
            SemanticDiff.Between(snapshot, NormalForm.Of(live)).ShouldBeEmpty(live.ToJsonString());
            NormalForm.HashOf(NormalForm.Of(live)).ShouldBe(NormalForm.HashOf(snapshot));
            foreach (var leaf in Leaves(live, []).Where(IsMeant).ToList())
            {
                Change(live, leaf, snapshot);
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(200);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public async Task An_object_that_is_put_back_from_its_snapshot_has_the_same_hash(string name)
    {
        await using var stage = await ScenarioStage.OpenAsync(ScenarioCatalog.Load().Find(name), new StageSettings { IsServed = true });
        using var clusters = new ClusterDirectory([new KubernetesCluster(
            new ClusterOptions { Name = "test", Kubeconfig = stage.Cluster.Server!.KubeconfigPath, RequestsPerSecond = 10_000 },
            new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance))]);
        foreach (var live in Objects(stage).Where(live => $"{live["kind"]}" is not ("PersistentVolumeClaim" or "Namespace")))
        {
            var snapshot = Snapshot.Of(live);
            var kind = Kinds.Named($"{live["kind"]}");
            var target = kind.Ref($"{live["metadata"]!["namespace"]}", live.Name());
            (await clusters.Home.DeleteAsync(target, $"{live["metadata"]!["uid"]}", CancellationToken.None)).ShouldBeTrue(target.ToString());

            await clusters.Home.CreateAsync(kind, snapshot, CancellationToken.None);

            var restored = (await clusters.Home.FindAsync(target, CancellationToken.None)).ShouldNotBeNull();
            SemanticDiff.Between(NormalForm.Of(live), NormalForm.Of(restored)).ShouldBeEmpty(target.ToString());
            NormalForm.HashOf(NormalForm.Of(restored)).ShouldBe(NormalForm.HashOf(NormalForm.Of(live)), target.ToString());
        }
    }

    private static IReadOnlyList<JsonObject> Objects(ScenarioStage stage) =>
    [
        .. KeptKinds.Whole.Append(Kinds.ConfigMap).SelectMany(kind => stage.Cluster.Store.List(kind.Group, kind.Plural))
            .Where(live => !$"{live["metadata"]!["namespace"]}".StartsWith("kube-", StringComparison.Ordinal) && live.Name() != "kube-root-ca.crt"),
    ];

    private static void Change(JsonObject live, Leaf leaf, NormalNode before)
    {
        var changed = (JsonObject)live.DeepClone();
        var told = SemanticDiff.Between(before, NormalForm.Of(leaf.ChangeIn(changed)));

        told.ShouldNotBeEmpty($"{live["kind"]} {live.Name()}: {leaf}");
        if (leaf.IsIdentity)
        {
            return;
        }

        var change = $"{live["kind"]}" == "ConfigMap" && leaf.Path[0] is "data" ? told[0] : told.ShouldHaveSingleItem($"{live["kind"]} {live.Name()}: {leaf}: {string.Join("; ", told)}");
        leaf.IsAt(change).ShouldBeTrue($"{live["kind"]} {live.Name()}: {leaf} was told as {change.Path}");
    }

    private static bool IsMeant(Leaf leaf) => leaf.Path[0] switch
    {
        "apiVersion" or "kind" or "status" => false,
        "metadata" => leaf.Path[1] is "labels" || (leaf.Path[1] is "annotations" && !Noise.IsAnnotation($"{leaf.Path[2]}")),
        _ => !leaf.Path.Any(step => Ignored.Contains(step)) && !(leaf.Path.Contains("annotations") && Noise.IsAnnotation($"{leaf.Path[^1]}")),
    };

    private static IEnumerable<Leaf> Leaves(JsonNode? node, object[] path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, [.. path, field.Key])),
        JsonArray list => list.SelectMany((item, index) => Leaves(item, [.. path, index])),
        JsonValue => [new Leaf(path)],
        _ => [],
    };

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Element();

    /// <summary>One field by the names and positions on the way to it.</summary>
    private sealed record Leaf(object[] Path)
    {
        public bool IsIdentity => Path.Any(step => step is int) && Identity.Contains(Path.OfType<string>().Last());

        public JsonObject ChangeIn(JsonObject target)
        {
            var parent = Path[..^1].Aggregate((JsonNode)target, (node, step) => step is int index ? node[index]! : node[(string)step]!);
            var old = (JsonValue)(Path[^1] is int last ? parent[last]! : parent[(string)Path[^1]]!);
            JsonNode other = old.TryGetValue<bool>(out var flag) ? !flag : old.TryGetValue<long>(out var number) ? number + 1 : $"{old}x";
            if (Path[^1] is int place)
            {
                parent[place] = other;
            }
            else
            {
                parent[(string)Path[^1]] = other;
            }

            return target;
        }

        /// <summary>The path names every field on the way, and nothing below it. What stands in brackets tells elements of lists apart.</summary>
        public bool IsAt(FieldChange change) => Path[0] is "data"
            ? change.Path.StartsWith(string.Join('.', Path), StringComparison.Ordinal)
            : Element().Replace(change.Path, "") == string.Join('.', Path.OfType<string>());

        public override string ToString() => string.Join('.', Path);
    }
}
