using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Policies;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Runs an image that the administrator allows, as a Job with its own service account and no privileges, and waits for its end. Parameters <c>image</c> and, optional,
/// <c>args</c> (a JSON array of texts) and <c>deadlineSeconds</c> (300). What it does nobody can take back, so a person is asked first; a Job that fails is no success.
/// </summary>
public sealed class RunJob(IClusters clusters, ObjectCreation creation, AutocuraOptions system) : IRemediationAction
{
    private const int LongestSeconds = 3600;
    private const int KeptSeconds = 86_400;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RunJob,
        Summary = "Run an image that the administrator allows",
        Suits = [],
        Risk = 0.3,
        Reversible = false,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Namespace,
        Verbs = Remediation.Verbs.On([Kinds.Job], "get", "create", "delete"),
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var refused = new PreparedStep { Key = key, Action = step.Action, Target = step.Target, Write = WriteKind.Create };
        var image = step.Parameters.GetValueOrDefault(ActionParameters.Image, "");
        if (step.Target.Kind != Kinds.Job.Kind || !system.Jobs.Allows(image))
        {
            return refused with { Refused = step.Target.Kind != Kinds.Job.Kind ? $"{step.Target} is no Job." : $"The image '{image}' is not among Autocura:Jobs:Images: an administrator must allow it." };
        }

        if (Arguments(step.Parameters.GetValueOrDefault(ActionParameters.Args, "[]")) is not { } args)
        {
            return refused with { Refused = "Parameter 'args' must be a JSON array of texts, such as [\"--verbose\"]." };
        }

        var asked = step.Parameters.GetValueOrDefault(ActionParameters.DeadlineSeconds, "300");
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestSeconds)
        {
            return refused with { Refused = $"Parameter 'deadlineSeconds' must be a whole number of 1 to {LongestSeconds}; it is '{asked}'." };
        }

        return await creation.PrepareAsync(step, key, Manifest(step, image, args, seconds), cancellationToken) with { Deadline = TimeSpan.FromSeconds(seconds) };
    }

    public async Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken)
    {
        var receipt = await creation.ApplyAsync(step, cancellationToken);
        if (receipt.Result == ReceiptResult.Refused)
        {
            return receipt;
        }

        var job = await clusters.Named(step.Target.Cluster).FindAsync(step.Target, cancellationToken);
        var ends = job.Items("status", "conditions").Where(condition => condition.Text("status") == "True").ToDictionary(condition => condition.Text("type") ?? "", condition => condition.Text("message") ?? "");
        return ends switch
        {
            _ when ends.ContainsKey("Complete") => receipt with { Result = ReceiptResult.Applied, Reason = $"{step.Target} has ended well." },
            _ when ends.TryGetValue("Failed", out var why) => receipt.Refuse($"{step.Target} has failed: {why}"),
            _ when job is null => receipt.Refuse($"{step.Target} was deleted before it had ended."),
            _ => receipt with { Result = ReceiptResult.Underway, Reason = $"{step.Target} is running.", After = LookAgainAfter },
        };
    }

    public async Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken)
    {
        var deleted = await creation.RevertAsync(receipt, cancellationToken);
        return receipt.IsExpected || deleted.Result != ReceiptResult.Reverted
            ? deleted
            : receipt.Refuse($"{receipt.Target} was deleted, and what it had done by then is not ours to take back.");
    }

    private static JsonArray? Arguments(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonArray args && args.All(arg => arg?.GetValueKind() == JsonValueKind.String) ? args : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonObject Manifest(PlanStep step, string image, JsonArray args, int seconds) => new()
    {
        ["apiVersion"] = Kinds.Job.ApiVersion,
        ["kind"] = Kinds.Job.Kind,
        ["metadata"] = new JsonObject { ["name"] = step.Target.Name, ["namespace"] = step.Target.Namespace, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "autocura" } },
        ["spec"] = new JsonObject
        {
            ["backoffLimit"] = 0,
            ["activeDeadlineSeconds"] = seconds,
            ["ttlSecondsAfterFinished"] = KeptSeconds,
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["restartPolicy"] = "Never",
                    ["serviceAccountName"] = system.Jobs.ServiceAccount,
                    ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },
                    ["containers"] = new JsonArray(Container(image, args)),
                },
            },
        },
    };

    private static JsonObject Container(string image, JsonArray args) => new()
    {
        ["name"] = "job",
        ["image"] = image,
        ["args"] = args.DeepClone(),
        ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "256Mi" } },
        ["securityContext"] = new JsonObject
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        },
    };
}
