using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;

namespace Autocura.Cluster;

/// <summary>
/// Finds the workload an alert is about, by the labels it carries and by who owns what they name. Nothing is guessed: an alert that names
/// only a namespace or a node, or nothing that exists, has no workload, and the reason says what was looked for.
/// </summary>
public sealed class WorkloadResolver(IClusters clusters)
{
    private static readonly ResourceKind[] Workloads = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];
    private static readonly (string, string) ApiServer = ("default", "kubernetes");

    public async Task<AlertRoute> ResolveAsync(Alert alert, CancellationToken cancellationToken)
    {
        var (cluster, why) = clusters.Of(alert);
        if (cluster is null)
        {
            return Nowhere(why);
        }

        if (AlertedObject.NamespaceOf(alert) is not { } ns)
        {
            return Nowhere("It names no namespace (labels exported_namespace, namespace), and nothing that has none is healed.");
        }

        var objects = AlertedObject.Of(alert);
        if (objects.Count == 0)
        {
            return Nowhere($"It names namespace {ns} but no deployment, statefulset, daemonset, replicaset, pod, horizontalpodautoscaler or service in it.");
        }

        var misses = new List<string>();
        foreach (var candidate in objects)
        {
            var route = await FollowAsync(cluster, ns, candidate, cancellationToken);
            if (route.Workload is not null)
            {
                return route;
            }

            misses.Add(route.Reason);
        }

        return Nowhere(string.Join(" ", misses.Distinct()));
    }

    private static Task<AlertRoute> FollowAsync(ICluster cluster, string ns, AlertedObject named, CancellationToken cancellationToken) => named.Kind switch
    {
        "Service" => FollowServiceAsync(cluster, ns, named.Name, cancellationToken),
        AlertedObject.AnyWorkload => FollowNameAsync(cluster, ns, named.Name, cancellationToken),
        "HorizontalPodAutoscaler" => FollowAutoscalerAsync(cluster, ns, named.Name, cancellationToken),
        _ => FollowOwnersAsync(cluster, Kinds.Named(named.Kind).Ref(ns, named.Name), cancellationToken),
    };

    private static async Task<AlertRoute> FollowNameAsync(ICluster cluster, string ns, string name, CancellationToken cancellationToken)
    {
        foreach (var kind in Workloads)
        {
            if (await cluster.FindAsync(kind.Ref(ns, name), cancellationToken) is { } found)
            {
                return IsCopy(found) ? Copy(kind.Ref(ns, name)) : Somewhere(new WorkloadRef(cluster.Name, kind.Kind, ns, name), kind.Ref(ns, name));
            }
        }

        return Nowhere($"There is no Deployment, StatefulSet or DaemonSet {ns}/{name}.");
    }

    /// <summary>Up the chain of controllers: pod, ReplicaSet, Deployment. It is never longer than that for what can be healed.</summary>
    private static async Task<AlertRoute> FollowOwnersAsync(ICluster cluster, ObjectRef start, CancellationToken cancellationToken)
    {
        var here = start;
        for (var links = 0; links < 3; links++)
        {
            if (await cluster.FindAsync(here, cancellationToken) is not { } found)
            {
                return Nowhere(here == start ? $"{here} does not exist." : $"{here}, which controls {start}, does not exist.");
            }

            if (Kinds.IsWorkload(here.Kind))
            {
                return IsCopy(found) ? Copy(here) : Somewhere(new WorkloadRef(cluster.Name, here.Kind, here.Namespace, here.Name), start);
            }

            if (here.Kind == StaticPod.Kind && StaticPod.Is(found))
            {
                return Somewhere(new WorkloadRef(cluster.Name, here.Kind, here.Namespace, here.Name), start);
            }

            if (found.Controller() is not { } owner)
            {
                return Nowhere($"{here} has no controller, so nothing would bring it back.");
            }

            if (!Kinds.IsWorkload(owner.Kind) && owner.Kind != Kinds.ReplicaSet.Kind)
            {
                return Nowhere($"{here} belongs to {owner.Kind} {owner.Name}, which is no Deployment, StatefulSet or DaemonSet.");
            }

            here = Kinds.Named(owner.Kind).Ref(here.Namespace, owner.Name);
        }

        return Nowhere($"{start} has a chain of controllers that leads to no Deployment, StatefulSet or DaemonSet.");
    }

    private static async Task<AlertRoute> FollowAutoscalerAsync(ICluster cluster, string ns, string name, CancellationToken cancellationToken)
    {
        var autoscaler = Kinds.HorizontalPodAutoscaler.Ref(ns, name);
        if (await cluster.FindAsync(autoscaler, cancellationToken) is not { } found)
        {
            return Nowhere($"{autoscaler} does not exist.");
        }

        var target = found["spec"]?["scaleTargetRef"];
        var kind = target?["kind"]?.GetValue<string>() ?? "";
        return Kinds.IsWorkload(kind) && target?["name"]?.GetValue<string>() is { } scaled
            ? await FollowOwnersAsync(cluster, Kinds.Named(kind).Ref(ns, scaled), cancellationToken)
            : Nowhere($"{autoscaler} scales '{kind}', which is no Deployment, StatefulSet or DaemonSet.");
    }

    /// <summary>By the labels of pod templates, not of pods: a workload that runs no pod is still the one a Service stands for.</summary>
    private static async Task<AlertRoute> FollowServiceAsync(ICluster cluster, string ns, string name, CancellationToken cancellationToken)
    {
        var service = Kinds.Service.Ref(ns, name);
        if (await cluster.FindAsync(service, cancellationToken) is not { } found)
        {
            return Nowhere($"{service} does not exist.");
        }

        if (IsCopy(found))
        {
            return Copy(service);
        }

        if (found.Selector() is not { Count: > 0 } selector)
        {
            return (ns, name) == ApiServer ? await FollowApiServerAsync(cluster, service, cancellationToken) : Nowhere($"{service} selects no pods.");
        }

        var behind = new List<SelectedWorkload>();
        foreach (var kind in Workloads)
        {
            behind.AddRange(await cluster.StreamAsync(kind, new ListQuery(ns), cancellationToken)
                .Where(workload => workload.PodLabels().Meet(selector))
                .Select(workload => SelectedWorkload.Of(kind.Kind, workload))
                .ToListAsync(cancellationToken));
        }

        var ill = behind.Where(workload => workload.LacksPods).ToList();
        return (behind, ill) switch
        {
            ({ Count: 0 }, _) => Nowhere($"{service} selects the pods of no workload."),
            ({ Count: 1 }, _) => Somewhere(behind[0].In(cluster.Name, ns), service),
            (_, { Count: 1 }) => Somewhere(ill[0].In(cluster.Name, ns), service),
            _ => Nowhere($"{service} selects the pods of {string.Join(" and ", behind.Select(workload => $"{workload.Kind} {workload.Name}"))}, and it cannot be told which is meant."),
        };
    }

    /// <summary>
    /// The Service by which the cluster reaches its own API server selects nobody. Where the API server runs as a pod of the cluster, it is labelled as kubeadm does; where a
    /// provider runs it, there is nothing to be looked at.
    /// </summary>
    private static async Task<AlertRoute> FollowApiServerAsync(ICluster cluster, ObjectRef service, CancellationToken cancellationToken)
    {
        var pods = await cluster.ListAsync(Kinds.Pod, new ListQuery("kube-system", "component=kube-apiserver", Limit: 10), cancellationToken);
        return pods.OrderBy(pod => pod.Name(), StringComparer.Ordinal).FirstOrDefault(StaticPod.Is) is { } pod
            ? Somewhere(new WorkloadRef(cluster.Name, StaticPod.Kind, "kube-system", pod.Name()), service)
            : Nowhere($"{service} is the API server, which runs as no pod of the cluster.");
    }

    private static AlertRoute Somewhere(WorkloadRef workload, ObjectRef from) => new(workload, $"By {from}.");

    private static bool IsCopy(JsonObject found) => found.Map("metadata", "labels").ContainsKey(EnvironmentNames.Label);

    private static AlertRoute Copy(ObjectRef target) => Nowhere($"{target} is a copy on which a parallel environment tries a change: that goes wrong there without an incident.");

    private static AlertRoute Nowhere(string reason) => new(null, reason);
}
