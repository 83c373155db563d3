using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Reports;

namespace Autocura.Functions.Tests.Reports;

/// <summary>Episodes of the workload shop/cart, as the record keeps them.</summary>
internal static class SomeFile
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static JsonObject Issue(string name, DateTimeOffset at, string? outcome = "Healed", string? cause = null) => JsonNode.Parse($$"""
        {
          "metadata": { "name": "{{name}}", "namespace": "shop", "creationTimestamp": "{{Text(at)}}", "labels": { {{(cause is null ? "" : $"\"autocura.io/confirmed-cause\": \"{cause}\"")}} } },
          "spec": { "severity": "high", "riskScore": 70, "description": "KubePodCrashLooping on Deployment shop/cart", "resource": { "kind": "Deployment", "namespace": "shop", "name": "cart" } },
          "status": {
            "state": "{{(outcome is null ? "AwaitingApproval" : "Resolved")}}", "detectedAt": "{{Text(at)}}", "headline": "Release 2 crashes", "reason": "Recovered.", "remediationAttempts": 1, "maxRemediationAttempts": 3,
            {{(outcome is null ? "" : $"\"outcome\": \"{outcome}\", \"resolvedAt\": \"{Text(at.AddMinutes(10))}\",")}}
            "timeline": [{ "at": "{{Text(at)}}", "phase": "Detected", "message": "it began" }, { "at": "{{Text(at.AddMinutes(10))}}", "phase": "Resolved", "message": "well again" }]
          }
        }
        """)!.AsObject();

    public static JsonObject Plan(string action, string state, DateTimeOffset at) => JsonNode.Parse($$"""
        {
          "metadata": { "name": "plan", "namespace": "shop", "creationTimestamp": "{{Text(at)}}" },
          "spec": { "attempt": 1, "strategy": "Back to release 1", "source": "Rules", "actions": [{ "type": "{{action}}" }] },
          "status": { "state": "{{state}}", "result": "measured", "review": { "verdict": "NeedsApproval", "decidedBy": "ana", "reason": "mode" }, "steps": [{ "action": "{{action}}", "target": "Deployment/shop/cart", "state": "Verified" }] }
        }
        """)!.AsObject();

    public static IncidentFile Healed => new()
    {
        Issue = Issue("cart-1", Noon, cause: "CrashAfterRelease"),
        Plans = [Plan("RollBackRelease", "Completed", Noon)],
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
