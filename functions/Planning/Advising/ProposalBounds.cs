using System.Globalization;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Planning.Advising;

/// <summary>Keeps the amounts that a language model proposes near those that are there: more than three times as much, or what cannot be compared, is not its to ask for.</summary>
internal static class ProposalBounds
{
    public const int MostTimes = 3;

    /// <summary>Why the amounts are out of bounds; null when none is.</summary>
    public static string? Problem(IReadOnlyDictionary<string, string> parameters, ObjectRef target, Evidence evidence)
    {
        foreach (var (name, text) in parameters)
        {
            if (Present(name, parameters, target, evidence) is not { } present)
            {
                continue;
            }

            if (Amount(name, text) is not { } asked)
            {
                return $"parameter '{name}' must be an amount";
            }

            if (present is not > 0)
            {
                return $"what '{name}' is now is not known, so nobody can say whether so much is sensible";
            }

            if (asked > present * MostTimes)
            {
                return $"parameter '{name}' is more than {MostTimes} times of what is there now";
            }
        }

        return null;
    }

    // Amounts are counted in whole pieces, or written as quantities.
    private static double? Amount(string name, string text) => name is ActionParameters.Replicas or ActionParameters.MinReplicas or ActionParameters.MaxReplicas
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null
        : Quantity.Parse(text);

    /// <summary>Null: it is no amount; 0: what it is now is not known.</summary>
    private static double? Present(string name, IReadOnlyDictionary<string, string> parameters, ObjectRef target, Evidence evidence)
    {
        var state = $"{evidence.Workload.Target()}" == $"{target}" ? evidence.State : null;
        var scaler = evidence.Surroundings?.Autoscaler is { } found && $"{found.Ref}" == $"{target}" ? found : null;
        var container = ContainerOf(parameters.GetValueOrDefault(ActionParameters.Container, ""), state);
        return name switch
        {
            ActionParameters.Replicas => state is null ? 0 : Math.Max(1, Math.Max(state.Replicas, state.ReplicasBefore ?? 0)),
            ActionParameters.MinReplicas or ActionParameters.MaxReplicas => scaler?.Maximum ?? 0,
            ActionParameters.MemoryLimit => container?.MemoryLimit ?? 0,
            ActionParameters.MemoryRequest => container?.MemoryRequest ?? container?.MemoryLimit ?? 0,
            ActionParameters.CpuLimit => container?.CpuLimit ?? 0,
            ActionParameters.CpuRequest => container?.CpuRequest ?? container?.CpuLimit ?? 0,
            _ => null,
        };
    }

    private static ContainerView? ContainerOf(string name, WorkloadView? state)
    {
        var containers = (state?.Containers ?? []).Where(container => !container.IsInit).ToList();
        return name.Length > 0 ? containers.Find(container => container.Name == name) : containers.Count == 1 ? containers[0] : null;
    }
}
