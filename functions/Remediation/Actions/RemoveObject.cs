using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Takes away an object that was not there when all was well. Only kinds that are nothing but what somebody declared, so that they can be made anew as they were: no
/// volumes, no claims, no namespaces. A person is asked first, also for a policy, which may be new because somebody shut a door on purpose; a bound on amounts goes without.
/// No parameters.
/// </summary>
public sealed class RemoveObject(ObjectRemoval removal) : IRemediationAction
{
    private static readonly IReadOnlyList<ResourceKind> Bounds = [Kinds.ResourceQuota, Kinds.LimitRange, Kinds.PodDisruptionBudget];

    private static readonly IReadOnlyList<ResourceKind> Others =
    [
        Kinds.NetworkPolicy, Kinds.AuthorizationPolicy, Kinds.PeerAuthentication, Kinds.Deployment, Kinds.DaemonSet, Kinds.Service, Kinds.Ingress, Kinds.ConfigMap, Kinds.HorizontalPodAutoscaler, Kinds.ScaledObject, Kinds.VirtualService, Kinds.DestinationRule,
        Kinds.PriorityClass, Kinds.MutatingWebhookConfiguration, Kinds.ValidatingWebhookConfiguration,
    ];

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RemoveObject,
        Summary = "Take away an object that was not there when all was well",
        Suits =
        [
            Cause.ConfigurationChanged, Cause.AdmissionWebhook, Cause.QuotaExceeded, Cause.NoisyNeighbour, Cause.DisruptionBudgetDeadlock, Cause.AutoscalerMisconfigured,
            Cause.AutoscalerWithoutMetrics, Cause.ConnectionPoolExhausted, Cause.ServiceSelectorMismatch, Cause.BlockedTraffic, Cause.MeshExcluded, Cause.StrictMutualTls,
            Cause.ApiServerFlooded, Cause.FeatureFlag, Cause.MalformedConfiguration, Cause.MissingConfiguration, Cause.TlsRequired, Cause.WrongCredentials, Cause.CertificateExpired,
            Cause.OperatorMisconfigured, Cause.ServiceMissing, Cause.ServicePortMismatch, Cause.StorageClassMissing,
        ],
        Risk = 0.15,
        Reversible = true,
        AsksFirst = [.. Others.Select(kind => kind.Kind)],
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Namespace,
        Verbs = [.. Remediation.Verbs.On([.. Bounds, .. Others], "get", "delete", "create"), .. Remediation.Verbs.On([Kinds.Event], "get", "create")],
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        Bounds.Concat(Others).Any(kind => kind.Kind == step.Target.Kind)
            ? await removal.PrepareAsync(step, key, cancellationToken)
            : new PreparedStep { Key = key, Action = step.Action, Target = step.Target, Refused = $"{step.Target} is not removed: what goes with a {step.Target.Kind} cannot be made anew." };

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => removal.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => removal.RevertAsync(receipt, cancellationToken);
}
