using System.Text.Json.Nodes;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

/// <summary>The manifests that tests apply, as small as they can be.</summary>
public static class Manifests
{
    public static JsonObject Namespace(string name) => new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } };

    public static JsonObject Node(string name, string podCidr) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Node", "metadata": { "name": "{{name}}", "labels": { "kubernetes.io/hostname": "{{name}}" } },
          "spec": { "podCIDR": "{{podCidr}}" },
          "status": { "allocatable": { "cpu": "2", "memory": "4Gi", "pods": "20" }, "addresses": [{ "type": "InternalIP", "address": "10.0.0.1" }] }
        }
        """);

    public static JsonObject Deployment(string name, int replicas, string image) => Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}", "namespace": "test" },
          "spec": {
            "replicas": {{replicas}}, "progressDeadlineSeconds": 600, "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": { "metadata": { "labels": { "app": "{{name}}" } }, "spec": { "containers": [{{Container(image)}}] } }
          }
        }
        """);

    public static JsonObject Pod(string name, string image) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "{{name}}", "namespace": "test", "labels": { "app": "{{name}}" } },
          "spec": { "containers": [{{Container(image)}}] }, "status": { "phase": "Pending" }
        }
        """);

    public static JsonObject Service(string name, string app, string targetPort) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Service", "metadata": { "name": "{{name}}", "namespace": "test" },
          "spec": { "selector": { "app": "{{app}}" }, "ports": [{ "name": "web", "port": 80, "targetPort": {{targetPort}} }] }
        }
        """);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Container(string image) => $$"""{ "name": "app", "image": "{{image}}", "ports": [{ "name": "http", "containerPort": 8080 }] }""";
}
