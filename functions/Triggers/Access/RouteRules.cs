using System.Collections.Frozen;
using Autocura.Orchestrations;

namespace Autocura.Triggers.Access;

/// <summary>
/// Which role each HTTP function asks for. One that has no line is refused to everybody: docs/security.md has the same table for people, and a test holds both against the functions
/// there are.
/// </summary>
internal static class RouteRules
{
    // Anybody: what holds no data, and what brings its own proof.
    private static readonly RouteRule Open = new(Roles.None);
    private static readonly RouteRule Read = new(Roles.Viewer);
    private static readonly RouteRule Send = new(Roles.Sender) { TakesMuch = true };
    private static readonly RouteRule Order = new(Roles.Operator) { IsAudited = true };
    private static readonly RouteRule Decide = new(Roles.Approver) { IsAudited = true };

    private static readonly FrozenDictionary<string, RouteRule> ByFunction = new Dictionary<string, RouteRule>
    {
        [FunctionNames.DashboardPage] = Open with { IsProbed = true },
        [FunctionNames.DashboardFile] = Open,
        [FunctionNames.GetLiveness] = Open with { IsProbed = true },
        [FunctionNames.GetReadiness] = Open with { IsProbed = true },
        [FunctionNames.GetVersion] = Open with { IsProbed = true },
        [FunctionNames.InferenceHealth] = Open with { IsProbed = true },
        [FunctionNames.ApprovalPage] = Open,
        [FunctionNames.ApprovalByLink] = Open with { IsAudited = true, Proof = ProofKind.Link },
        [FunctionNames.SlackInteraction] = Open with { IsAudited = true, Proof = ProofKind.Slack },
        [FunctionNames.AlertWebhook] = Send,
        [FunctionNames.AzureAlert] = Send,
        [FunctionNames.GrafanaAlert] = Send,
        [FunctionNames.SignalIntake] = Send,
        [FunctionNames.ListIncidents] = Read,
        [FunctionNames.GetIncident] = Read,
        [FunctionNames.GetDiagnosis] = Read,
        [FunctionNames.GetPlans] = Read,
        [FunctionNames.GetSeries] = Read,
        [FunctionNames.GetReport] = Read,
        [FunctionNames.GetDigest] = Read,
        [FunctionNames.ListHistory] = Read,
        [FunctionNames.GetPastReport] = Read,
        [FunctionNames.GetControl] = Read,
        [FunctionNames.ListPolicies] = Read,
        [FunctionNames.ListAnomalies] = Read,
        [FunctionNames.GetForecast] = Read,
        [FunctionNames.GetLearning] = Read,
        [FunctionNames.GetSettings] = Read,
        [FunctionNames.GetAudit] = Read,
        [FunctionNames.GetMetrics] = Read,
        [FunctionNames.Health] = Read,
        [FunctionNames.OpenInference] = Read with { TakesMuch = true },
        [FunctionNames.KServePrediction] = Read with { TakesMuch = true },
        [FunctionNames.SetKillSwitch] = Order,
        [FunctionNames.SnoozeWorkload] = Order,
        [FunctionNames.RetryIncident] = Order,
        [FunctionNames.UndoPlan] = Order,
        [FunctionNames.ResetLearning] = Order,
        [FunctionNames.ApprovalDecision] = Decide,
        [FunctionNames.ApprovalLinks] = Decide,
    }.ToFrozenDictionary();

    public static IEnumerable<string> Functions => ByFunction.Keys;

    /// <summary>Null for what is no HTTP function that is known here.</summary>
    public static RouteRule? Of(string function) => ByFunction.GetValueOrDefault(function);
}
