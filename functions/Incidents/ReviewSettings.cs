using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>How plans are judged and held back, as the administrator sets it under <c>Autocura:Review</c>.</summary>
public sealed record ReviewSettings
{
    /// <summary>This installation among others that may look after the same clusters: who holds a lock.</summary>
    public string Host { get; init; } = "autocura";

    /// <summary>Steps that may be taken within <see cref="BudgetWindow"/> in a cluster, in a namespace, and on nodes.</summary>
    public int ActionsPerCluster { get; init; } = 30;

    public int ActionsPerNamespace { get; init; } = 15;

    public int ActionsOnNodes { get; init; } = 3;

    public TimeSpan BudgetWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Remedies that did not help within <see cref="BreakerWindow"/> before nothing more is tried in that cluster for <see cref="BreakerPause"/>.</summary>
    public int BreakerFailures { get; init; } = 5;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an object is left alone after another incident acted on it.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a workload is left alone that somebody has scaled to zero.</summary>
    public TimeSpan HandsOff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a lock holds that nobody renews.</summary>
    public TimeSpan LockFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When changes may be made, such as "Mon-Fri 09:00-17:00 Europe/Berlin"; several are separated by semicolons; empty is always.</summary>
    public string ChangeWindows { get; init; } = "";

    /// <summary>Workloads at least so critical are never changed without a person's approval: low, medium, high or critical.</summary>
    public Criticality ApproveFrom { get; init; } = Criticality.Critical;

    /// <summary>The largest share of the schedulable nodes of a cluster that may be out of service.</summary>
    public double MostNodesOut { get; init; } = 0.34;

    /// <summary>The largest share of a workload's ready pods that a plan may take at once.</summary>
    public double MostPodsOut { get; init; } = 0.5;

    public GitOpsPolicy GitOps { get; init; } = GitOpsPolicy.Propose;

    /// <summary>How long a GitOps tool stays suspended after a plan that helped, unless Git and cluster agree before.</summary>
    public TimeSpan SuspendFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether an experiment that is the cause of the trouble may be ended.</summary>
    public bool EndExperiments { get; init; } = true;

    /// <summary>A remedy that helped in fewer than this share of its cases needs an approval, once there are <see cref="LeastCases"/> of them.</summary>
    public double LeastSuccess { get; init; } = 0.3;

    public int LeastCases { get; init; } = 5;

    /// <summary>How many different people must approve a plan that needs it.</summary>
    public int Approvers { get; init; } = 1;
}

/// <summary>What happens to a change of an object that a GitOps tool or Helm owns.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GitOpsPolicy>))]
public enum GitOpsPolicy
{
    /// <summary>The change is proposed for Git, and not made.</summary>
    [JsonStringEnumMemberName("propose")] Propose,

    /// <summary>The tool is suspended while the incident lasts, where the plan does so.</summary>
    [JsonStringEnumMemberName("suspend")] Suspend,

    /// <summary>The change is made; the tool may take it back.</summary>
    [JsonStringEnumMemberName("ignore")] Ignore,
}
