using System.Globalization;
using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Policies.Healing;

/// <summary>Turns a breached HealingPolicy into what is to be done about it: pure.</summary>
public static class HealingLadder
{
    private const string JobKind = "Job";
    private const int LongestName = 40;

    /// <summary>What the policy prescribes now; null while none of its metrics is over its limit.</summary>
    public static Prescription? Of(HealingState state)
    {
        List<MetricReading> breached = [.. state.Breached];
        return breached.Count == 0 ? null : new Prescription
        {
            Source = PrescriptionSource.HealingPolicy,
            Origin = state.Policy,
            Reason = string.Join(", ", breached.Select(reading => reading.Told)),
            Rungs = [.. state.Spec.Actions.Select((action, index) => Rung(state, action, index))],
            Strategy = state.Spec.Strategy,
            MaxAttempts = state.Spec.MaxAttempts,
            HoldsNow = true,
            Rehearse = state.Spec.Rehearse,
            RestUntil = state.LastHealing + TimeSpan.FromSeconds(state.Spec.CooldownSeconds),
            Criteria = [.. breached.Select(reading => HealingLimits.ToRecovery(reading.Limit))],
        };
    }

    private static Rung Rung(HealingState state, HealingAction action, int index)
    {
        var name = (index + 1).ToString(CultureInfo.InvariantCulture);
        return state.Attempts >= state.Spec.MaxAttempts
            ? new Rung(name, [], $"{state.Policy} has given up: {state.Attempts} of {state.Spec.MaxAttempts} healings were tried since all was well")
            : action switch
            {
                { Type: HealingActionType.Scale, Scale: { } scale } => Scale(state, scale, name),
                { Type: HealingActionType.Restart } => Restart(state, action.Restart ?? new RestartSpec(), name),
                { Type: HealingActionType.Reconfigure, Reconfigure: { } setting } => Reconfigure(state, setting, name),
                { Type: HealingActionType.Custom, Custom: { } command } => Command(state, command, name),
                _ => new Rung(name, [], $"actions[{index}] of type {action.Type} does not say how"),
            };
    }

    private static Rung Scale(HealingState state, ScaleSpec scale, string name)
    {
        if (state.ScaledBy is { } owner)
        {
            return new Rung(name, [], $"{owner} owns the replicas of {state.Target}");
        }

        var replicas = scale.Replicas ?? Needed(state, scale);
        return (state.Target.Kind, replicas) switch
        {
            ("DaemonSet", _) => new Rung(name, [], "a DaemonSet has no replicas to set"),
            _ when replicas == state.Replicas => new Rung(name, [], $"{state.Target} has {replicas} replicas already"),
            _ => new Rung(name, [Remedy(ActionNames.ScaleWorkload, state.Target.Target(), $"from {state.Replicas} to {replicas} replicas", (ActionParameters.Replicas, replicas.ToString(CultureInfo.InvariantCulture)))]),
        };
    }

    /// <summary>As a HorizontalPodAutoscaler counts: so many replicas as bring the worst metric to its limit; one more at least, and within the bounds.</summary>
    private static int Needed(HealingState state, ScaleSpec scale)
    {
        var excess = state.Breached.Select(reading => reading.Excess).Max() ?? 1;
        var wanted = Math.Max((int)Math.Min(Math.Ceiling(state.Replicas * excess), int.MaxValue), state.Replicas + 1);
        return Math.Max(Math.Min(wanted, scale.MaxReplicas ?? wanted), Math.Max(scale.MinReplicas ?? 1, 1));
    }

    private static Rung Restart(HealingState state, RestartSpec restart, string name) => new(name,
    [
        restart.GracePeriodSeconds is { } seconds
            ? Remedy(ActionNames.RestartWorkload, state.Target.Target(), "its pods are replaced one after another", (ActionParameters.GracePeriodSeconds, seconds.ToString(CultureInfo.InvariantCulture)))
            : Remedy(ActionNames.RestartWorkload, state.Target.Target(), "its pods are replaced one after another"),
    ]);

    private static Rung Reconfigure(HealingState state, ReconfigureSpec setting, string name) => new(name,
    [
        Remedy(
            ActionNames.PatchConfig,
            new ObjectRef("v1", "ConfigMap", state.Target.Namespace, setting.ConfigMap) { Cluster = state.Target.Cluster },
            $"{setting.Key} becomes {setting.Value}",
            (ActionParameters.Key, setting.Key),
            (ActionParameters.Value, setting.Value)),
    ]);

    private static Rung Command(HealingState state, CommandSpec command, string name)
    {
        if (!state.Commands.TryGetValue(command.Command, out var image))
        {
            return new Rung(name, [], $"the command '{command.Command}' is not among Autocura:Jobs:Commands: an administrator must allow it");
        }

        var job = $"{(state.Policy.Name.Length <= LongestName ? state.Policy.Name : state.Policy.Name[..LongestName].TrimEnd('-', '.'))}-{state.Incident}-{name}";
        return new Rung(name,
        [
            Remedy(
                ActionNames.RunJob,
                new ObjectRef("batch/v1", JobKind, state.Target.Namespace, job) { Cluster = state.Target.Cluster },
                $"the command {command.Command} is run",
                (ActionParameters.Image, image),
                (ActionParameters.Args, JsonSerializer.Serialize(command.Args))),
        ]);
    }

    private static Remedy Remedy(string action, ObjectRef target, string why, params (string Name, string Value)[] parameters) =>
        new(action, target, parameters.ToDictionary(pair => pair.Name, pair => pair.Value), why);
}
