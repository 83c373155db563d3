using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Batch;

/// <summary>What the failure of single pods means for their Job: counted, not counted, or the end of it. The first rule that fits a pod decides.</summary>
internal sealed class PodFailurePolicy(JsonObject job)
{
    /// <summary>Failures that count against the back-off limit.</summary>
    public int Count(IEnumerable<JsonObject> failed) => failed.Count(pod => Action(pod).Action != "Ignore");

    /// <summary>The end of the Job, should a failed pod call for it.</summary>
    public JobOutcome? End(IEnumerable<JsonObject> failed)
    {
        foreach (var pod in failed)
        {
            var (action, why) = Action(pod);
            if (action == "FailJob")
            {
                return new("Failed", "PodFailurePolicy", why);
            }
        }

        return null;
    }

    private (string Action, string Why) Action(JsonObject pod)
    {
        var index = 0;
        foreach (var rule in job.Objects("spec", "podFailurePolicy", "rules"))
        {
            if ((ByExitCode(rule, pod) ?? ByCondition(rule, pod)) is { } why)
            {
                return (rule.Text("action") ?? "Count", $"{why} matching {rule.Text("action")} rule at index {index}");
            }

            index++;
        }

        return ("Count", "");
    }

    private static string? ByExitCode(JsonObject rule, JsonObject pod)
    {
        if (rule["onExitCodes"] is not { } codes)
        {
            return null;
        }

        var values = codes.Items("values").Select(value => value.Whole()).ToList();
        var container = pod.Objects("status", "containerStatuses").FirstOrDefault(status =>
            (codes.Text("containerName") is not { } name || status.Text("name") == name)
            && status.Whole("state", "terminated", "exitCode") is > 0 and var code
            && values.Contains(code) == (codes.Text("operator") == "In"));
        return container is null ? null : $"Container {container.Text("name")} for pod {pod.Namespace()}/{pod.Name()} failed with exit code {container.Whole("state", "terminated", "exitCode")}";
    }

    private static string? ByCondition(JsonObject rule, JsonObject pod)
    {
        var wanted = rule.Objects("onPodConditions").FirstOrDefault(pattern => pod.Condition(pattern.Text("type") ?? "").Text("status") == (pattern.Text("status") ?? "True"));
        return wanted is null ? null : $"Pod {pod.Namespace()}/{pod.Name()} has condition {wanted.Text("type")}";
    }
}
