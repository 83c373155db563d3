using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Benchmarks.Watching;

/// <summary>What a pod in trouble looks like, and what its Deployment and its endpoints then say.</summary>
internal static class Ailment
{
    private const int Kinds = 3;

    public static void Befall(JsonObject pod, int kind, string since)
    {
        var ready = Condition(pod, "Ready");
        (ready["status"], ready["reason"], ready["lastTransitionTime"]) = ("False", "ContainersNotReady", since);
        var container = pod["status"]!["containerStatuses"]![0]!.AsObject();
        (container["ready"], container["started"]) = (false, kind % Kinds == 2);
        switch (kind % Kinds)
        {
            case 0:
                pod["status"]!["phase"] = "Pending";
                container["state"] = Waiting("ImagePullBackOff", "Back-off pulling image \"registry.example/app:1.0.1\"");
                break;
            case 1:
                container["state"] = Waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container");
                container["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error", ["startedAt"] = since, ["finishedAt"] = since } };
                container["restartCount"] = 6;
                break;
        }
    }

    public static void Tell(JsonObject deployment, string since)
    {
        var status = deployment["status"]!;
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        (status["readyReplicas"], status["availableReplicas"], status["unavailableReplicas"]) = (wanted - 1, wanted - 1, 1);
        Condition(deployment, "Available")["lastTransitionTime"] = since;
    }

    public static void TakeOut(JsonObject slice, string pod)
    {
        var conditions = slice.Items("endpoints").Single(endpoint => endpoint.Text("targetRef", "name") == pod)!["conditions"]!;
        (conditions["ready"], conditions["serving"]) = (false, false);
    }

    private static JsonObject Condition(JsonObject of, string type) => of.Items("status", "conditions").Single(condition => condition.Text("type") == type)!.AsObject();

    private static JsonObject Waiting(string reason, string message) => new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } };
}
