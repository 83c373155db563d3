using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Guardrails;

/// <summary>
/// The decisions on one plan, which is named by what it does, to what and how exactly. So many different people must approve it, and one who rejects it is
/// enough. Who may not decide, decides on something else, or has decided before is not counted, and that is said.
/// </summary>
public sealed record Ballot
{
    private static readonly string[] Ourselves = ["autocura", "system:serviceaccount:autocura-cognitiva:autocura"];

    public required string PlanId { get; init; }

    public required string PlanHash { get; init; }

    public required int Needed { get; init; }

    /// <summary>Who has approved, in their order.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Who rejected it; null while nobody has.</summary>
    public Approval? Rejection { get; init; }

    /// <summary>What became of the last decision, for the timeline.</summary>
    public string Said { get; init; } = "";

    [JsonIgnore]
    public bool IsDecided => Rejection is not null || Approvals.Count >= Needed;

    public static Ballot On(RemediationPlan plan, IReadOnlyList<StepSight> sights, IReadOnlyList<string> diff, int needed) =>
        new() { PlanId = plan.Id, PlanHash = HashOf(plan, sights, diff), Needed = needed };

    /// <summary>SHA-256 over the plan's id, steps and parameters, the objects as they were seen, and the change line by line: its first 16 hex digits.</summary>
    public static string HashOf(RemediationPlan plan, IReadOnlyList<StepSight> sights, IReadOnlyList<string> diff)
    {
        var steps = plan.Steps.Select(step => $"{step.Action}|{step.Target}|{string.Join(',', step.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}");
        var text = string.Join('\n', [plan.Id, .. steps, .. sights.Select(sight => $"{sight.Target}|{sight.Uid}|{sight.SpecHash}"), .. diff]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>The ballot with one more decision, or as it was, with the reason why that does not count.</summary>
    public Ballot Take(Approval decision)
    {
        var by = Who(decision);
        if (decision.PlanId != PlanId || (decision.PlanHash is not null && decision.PlanHash != PlanHash))
        {
            return this with { Said = $"A decision by {decision.By} on {decision.PlanId} does not count: the plan on the table is {PlanId} ({PlanHash})." };
        }

        if (by.Length == 0 || Ourselves.Contains(by))
        {
            return this with { Said = $"A decision by '{decision.By}' does not count: this system does not decide on its own plans." };
        }

        var said = Tell(decision);
        if (!decision.Approved)
        {
            return this with { Rejection = decision, Said = said };
        }

        return Approvals.Any(earlier => Who(earlier) == by)
            ? this with { Said = $"A second approval by {decision.By} does not count: {Needed} different people must approve." }
            : this with { Approvals = [.. Approvals, decision], Said = Needed > 1 ? $"{said} That makes {Approvals.Count + 1} of {Needed}." : said };
    }

    /// <summary>Who decided what, which way, and why.</summary>
    public static string Tell(Approval decision) =>
        $"{(decision.Approved ? "Approved" : "Rejected")} by {decision.By} ({decision.Via}){(string.IsNullOrEmpty(decision.Reason) ? "" : $": {decision.Reason}")}.";

    /// <summary>Whoever may annotate a record may write any name there: kubectl is one voice, whatever names it brings.</summary>
    private static string Who(Approval decision) => decision.Via == "kubectl" && decision.By.Trim().Length > 0 ? "kubectl" : decision.By.Trim().ToLowerInvariant();
}
