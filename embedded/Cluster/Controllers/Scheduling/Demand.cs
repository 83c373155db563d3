using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>Resources asked for or offered: cores, bytes, pods, and whatever else a node may have to give (devices, huge pages).</summary>
internal sealed record Demand(double Cpu, double Memory, int Pods)
{
    private const double Rounding = 1e-9;
    private static readonly string[] Common = ["cpu", "memory", "pods", "ephemeral-storage", "storage"];

    public static Demand None { get; } = new(0, 0, 0);

    /// <summary>Resources beyond the common ones, by name.</summary>
    public ImmutableDictionary<string, double> Others { get; private init; } = ImmutableDictionary<string, double>.Empty;

    public static Demand operator +(Demand left, Demand right) => Combine(left, right, (one, other) => one + other, left.Pods + right.Pods);

    public static Demand operator -(Demand left, Demand right) => Combine(left, right, (one, other) => one - other, left.Pods - right.Pods);

    /// <summary>
    /// What a pod asks for: its containers and restartable init containers together, or the greediest of its other init containers (beside the restartable
    /// ones before it) where that is more.
    /// </summary>
    public static Demand Of(JsonNode pod)
    {
        var (sidecars, start) = (None, None);
        foreach (var init in pod.Objects("spec", "initContainers"))
        {
            var asked = Requests(init);
            if (init.Text("restartPolicy") == "Always")
            {
                sidecars += asked;
                start = Most(start, sidecars);
            }
            else
            {
                start = Most(start, sidecars + asked);
            }
        }

        var running = pod.Objects("spec", "containers").Select(Requests).Aggregate(sidecars, (sum, next) => sum + next);
        return Most(running, start) + Read(pod.Child("spec", "overhead")) with { Pods = 1 };
    }

    /// <summary>What a node has to give.</summary>
    public static Demand Allocatable(JsonNode node) => Read(node.Child("status", "allocatable"));

    /// <summary>The resources of which there is too little left, in the scheduler's words.</summary>
    public IEnumerable<string> Shortages(Demand offered, Demand used)
    {
        if (Pods > 0 && Pods + used.Pods > offered.Pods)
        {
            yield return "Too many pods";
        }

        if (IsShort(Cpu, used.Cpu, offered.Cpu))
        {
            yield return "Insufficient cpu";
        }

        if (IsShort(Memory, used.Memory, offered.Memory))
        {
            yield return "Insufficient memory";
        }

        foreach (var (name, asked) in Others.Where(other => IsShort(other.Value, used.Others.GetValueOrDefault(other.Key), offered.Others.GetValueOrDefault(other.Key))))
        {
            yield return $"Insufficient {name}";
        }
    }

    private static bool IsShort(double asked, double used, double offered) => asked > 0 && asked + used > offered + (Rounding * Math.Max(1, offered));

    private static Demand Most(Demand left, Demand right) => Combine(left, right, Math.Max, Math.Max(left.Pods, right.Pods));

    private static Demand Combine(Demand left, Demand right, Func<double, double, double> combine, int pods) =>
        new(combine(left.Cpu, right.Cpu), combine(left.Memory, right.Memory), pods)
        {
            Others = left.Others.IsEmpty && right.Others.IsEmpty
                ? left.Others
                : left.Others.Keys.Union(right.Others.Keys)
                    .ToImmutableDictionary(name => name, name => combine(left.Others.GetValueOrDefault(name), right.Others.GetValueOrDefault(name))),
        };

    private static Demand Read(JsonObject? resources) => new(resources.Amount("cpu"), resources.Amount("memory"), (int)resources.Amount("pods"))
    {
        Others = (resources ?? []).Where(resource => !Common.Contains(resource.Key))
            .ToImmutableDictionary(resource => resource.Key, resource => (double)(Quantity.Parse(resource.Value?.ToString()) ?? 0)),
    };

    /// <summary>A container that states only a limit asks for as much.</summary>
    private static Demand Requests(JsonNode container)
    {
        var (requests, limits) = (container.Child("resources", "requests"), container.Child("resources", "limits"));
        if (limits is null || limits.All(limit => requests?.ContainsKey(limit.Key) == true))
        {
            return Read(requests);
        }

        return Read(new JsonObject(limits.Concat(requests ?? []).GroupBy(entry => entry.Key).Select(entries => KeyValuePair.Create(entries.Key, entries.Last().Value?.DeepClone()))));
    }
}
