using System.Text.Json;
using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>What a button in Slack stands for: a decision on one plan of one incident.</summary>
public sealed record SlackDecision(string IncidentId, string PlanId, string PlanHash);

/// <summary>A button that somebody pressed, as Slack reports it.</summary>
public sealed record SlackClick(SlackDecision Decision, bool Approved, string UserId, string UserName)
{
    /// <summary>What Slack calls our buttons.</summary>
    public const string ApproveAction = "autocura_approve";

    /// <inheritdoc cref="ApproveAction"/>
    public const string RejectAction = "autocura_reject";

    /// <summary>Slack's names may be changed by whoever bears them, and ids may not.</summary>
    public Approval ToApproval() => new(Decision.PlanId, Approved, $"{UserName} (Slack {UserId})") { PlanHash = Decision.PlanHash, Via = "slack" };

    /// <summary>Reads the payload of an interaction; null when it is about no button of ours.</summary>
    /// <exception cref="FormatException">It is no interaction that can be understood.</exception>
    public static SlackClick? Read(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.GetProperty("type").GetString() != "block_actions")
            {
                return null;
            }

            var action = root.GetProperty("actions").EnumerateArray().First();
            var pressed = action.GetProperty("action_id").GetString();
            if (pressed is not (ApproveAction or RejectAction))
            {
                return null;
            }

            var user = root.GetProperty("user");
            var decision = JsonSerializer.Deserialize<SlackDecision>(action.GetProperty("value").GetString()!);
            return decision is { IncidentId: not null, PlanId: not null, PlanHash: not null }
                ? new SlackClick(decision, pressed == ApproveAction, user.GetProperty("id").GetString()!, (user.TryGetProperty("username", out var name) ? name : user.GetProperty("id")).GetString()!)
                : throw new FormatException("The button has no decision in it.");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            throw new FormatException($"The payload is no interaction: {malformed.Message}", malformed);
        }
    }
}
