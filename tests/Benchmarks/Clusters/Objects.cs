using System.Text.Json.Nodes;

namespace Autocura.Benchmarks.Clusters;

/// <summary>The objects of a large cluster: as big as those of an everyday Deployment.</summary>
internal static class Objects
{
    public static JsonObject Namespace(string name) => Parse($$"""{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "{{name}}" } }""");

    public static JsonObject Node(int number) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Node",
          "metadata": { "name": "node-{{number:000}}", "labels": { "kubernetes.io/hostname": "node-{{number:000}}", "topology.kubernetes.io/zone": "zone-{{number % 3}}" } },
          "spec": { "podCIDR": "10.{{100 + (number / 250)}}.{{number % 250}}.0/24" },
          "status": {
            "allocatable": { "cpu": "16", "memory": "64Gi", "pods": "110" }, "capacity": { "cpu": "16", "memory": "64Gi", "pods": "110" },
            "addresses": [{ "type": "InternalIP", "address": "10.0.{{number / 250}}.{{(number % 250) + 1}}" }]
          }
        }
        """);

    public static JsonObject Deployment(string name, string ns, int replicas) => Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "{{name}}", "namespace": "{{ns}}", "labels": { "app.kubernetes.io/name": "{{name}}", "app.kubernetes.io/part-of": "{{ns}}" } },
          "spec": {
            "replicas": {{replicas}}, "progressDeadlineSeconds": 600, "selector": { "matchLabels": { "app.kubernetes.io/name": "{{name}}" } },
            "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": "25%", "maxUnavailable": "25%" } },
            "template": {
              "metadata": { "labels": { "app.kubernetes.io/name": "{{name}}", "app.kubernetes.io/part-of": "{{ns}}" }, "annotations": { "release": "1" } },
              "spec": {
                "terminationGracePeriodSeconds": 30,
                "containers": [{
                  "name": "app", "image": "registry.example/{{name}}:1.0.0",
                  "ports": [{ "name": "http", "containerPort": 8080 }],
                  "env": [{ "name": "LOG_LEVEL", "value": "info" }, { "name": "REGION", "value": "eu-1" }],
                  "resources": { "requests": { "cpu": "100m", "memory": "128Mi" }, "limits": { "memory": "256Mi" } },
                  "readinessProbe": { "httpGet": { "path": "/ready", "port": "http" }, "periodSeconds": 2 }
                }]
              }
            }
          }
        }
        """);

    public static JsonObject Service(string name, string ns) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Service", "metadata": { "name": "{{name}}", "namespace": "{{ns}}" },
          "spec": { "selector": { "app.kubernetes.io/name": "{{name}}" }, "ports": [{ "name": "http", "port": 80, "targetPort": "http" }] }
        }
        """);

    public static JsonObject ConfigMap(string name, string ns) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}", "namespace": "{{ns}}" },
          "data": { "application.yaml": "server:\n  port: 8080\nlog:\n  level: info\nupstream:\n  timeout: 2s\n  retries: 3\n" }
        }
        """);

    /// <summary>At rest at a number of replicas.</summary>
    public static JsonObject Autoscaler(string name, string ns, int replicas) => Parse($$"""
        {
          "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "{{name}}", "namespace": "{{ns}}" },
          "spec": {
            "minReplicas": {{replicas}}, "maxReplicas": {{2 * replicas}}, "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "{{name}}" },
            "metrics": [{ "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 70 } } }]
          },
          "status": { "currentReplicas": {{replicas}}, "desiredReplicas": {{replicas}}, "conditions": [{ "type": "AbleToScale", "status": "True" }, { "type": "ScalingActive", "status": "True" }] }
        }
        """);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
