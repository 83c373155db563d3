using Autocura.Diagnosis.Surroundings;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;

namespace Autocura.Scenarios.KnownGood;

/// <summary>What was changed by a fault of the catalogue is what stands first among the changes near the workload that suffers.</summary>
public sealed class ChangeStories
{
    /// <summary>Scenario, suffering workload, the first change, how it is related, what was done, and a field of it.</summary>
    public static TheoryData<string, string, string, ObjectRelation, ChangeKind, string> Faults => new()
    {
        { "flag-cart-failure", "Deployment otel-demo/cart", "ConfigMap otel-demo/flagd-config", ObjectRelation.Dependency, ChangeKind.Changed, "data.demo.flagd.json.flags.cartFailure.defaultVariant: off -> on" },
        { "frontend-network-policy", "Deployment otel-demo/frontend", "NetworkPolicy otel-demo/frontend-ingress", ObjectRelation.Policy, ChangeKind.Created, "" },
        { "quota-blocks-ad", "Deployment otel-demo/ad", "ResourceQuota otel-demo/memory", ObjectRelation.Namespace, ChangeKind.Created, "" },
        { "mesh-without-namespace", "Deployment bookinfo/productpage-v1", "Namespace bookinfo", ObjectRelation.Namespace, ChangeKind.Changed, "metadata.labels.istio.io/dataplane-mode: ambient -> " },
        { "product-catalog-service-deleted", "Deployment otel-demo/product-catalog", "Service otel-demo/product-catalog", ObjectRelation.InFront, ChangeKind.Deleted, "" },
        { "autoscaler-targets", "Deployment otel-demo/frontend", "HorizontalPodAutoscaler otel-demo/frontend", ObjectRelation.Scaling, ChangeKind.Changed, "spec.metrics[Resource cpu].resource.target.averageUtilization: 80 -> 20" },
        { "hotel-redeployed-on-released-volumes", "Deployment hotel-reservation/mongodb-geo", "Deployment hotel-reservation/mongodb-geo", ObjectRelation.Itself, ChangeKind.Changed, "metadata.uid: " },
        { "valkey-password", "Deployment otel-demo/cart", "Deployment otel-demo/valkey-cart", ObjectRelation.Dependency, ChangeKind.Changed, """spec.template.spec.containers[valkey-cart].command:  -> ["valkey-server"]""" },
        { "tidb-too-many-replicas", "StatefulSet tidb-cluster/basic-tikv", "TidbCluster tidb-cluster/basic", ObjectRelation.Owner, ChangeKind.Changed, "spec.tikv.replicas: 2 -> 1000" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_object_at_fault_is_the_first_of_the_changes(string name, string workload, string target, ObjectRelation relation, ChangeKind kind, string field)
    {
        var scenario = ScenarioCatalog.Load().Find(name);
        await using var kept = await KeptStage.OpenAsync(scenario);
        await kept.Stage.MakeAsync(scenario.Setup);
        var healthy = await kept.PassAsync(5);
        healthy.Namespaces.ShouldAllBe(ns => ns.IsSettled, string.Join("; ", healthy.Namespaces));

        await kept.Stage.MakeAsync(scenario.Steps);
        await kept.PassAsync(1);
        var changes = await kept.ChangesAsync(Workload(workload));

        changes.ShouldNotBeEmpty();
        var first = changes[0];
        first.Target.ToString().ShouldBe(target);
        first.Target.Cluster.ShouldBe(Workload(workload).Cluster, "a remedy of it would otherwise be carried out in the home cluster");
        first.Relation.ShouldBe(relation);
        first.Kind.ShouldBe(kind);
        if (field.Length > 0)
        {
            first.Fields.Select(change => $"{change.Path}: {change.Before} -> {change.After}").ShouldContain(told => told.StartsWith(field, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("noop-astronomy-shop", "Deployment otel-demo/cart")]
    [InlineData("autoscaling-as-usual", "Deployment otel-demo/frontend")]
    public async Task Where_nobody_changed_anything_no_change_is_told(string name, string workload)
    {
        var scenario = ScenarioCatalog.Load().Find(name);
        await using var kept = await KeptStage.OpenAsync(scenario);
        await kept.Stage.MakeAsync(scenario.Setup);
        await kept.PassAsync(5);

        await kept.Stage.MakeAsync(scenario.Steps);
        await kept.PassAsync(1);

        (await kept.ChangesAsync(Workload(workload))).ShouldBeEmpty();
    }

    private static WorkloadRef Workload(string text) => text.Split(' ', '/') is [var kind, var ns, var name] ? new WorkloadRef("test", kind, ns, name) : throw new ArgumentException($"'{text}' names no workload.", nameof(text));
}
