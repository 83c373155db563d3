using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>How a Job has ended, and why.</summary>
internal sealed record JobOutcome(string Type, string Reason, string Message)
{
    /// <summary>The condition by which a Job says that it will end so, once its pods are gone.</summary>
    public string Announcement => Type == "Complete" ? "SuccessCriteriaMet" : "FailureTarget";

    public static JobOutcome Complete { get; } = new("Complete", "CompletionsReached", "Reached expected number of succeeded pods");

    /// <summary>Complete or Failed; null while it goes on.</summary>
    public static string? Of(JsonObject job) => Holds(job, "Complete") ? "Complete" : Holds(job, "Failed") ? "Failed" : null;

    private static bool Holds(JsonObject job, string type) => job.Condition(type).Text("status") == "True";
}
