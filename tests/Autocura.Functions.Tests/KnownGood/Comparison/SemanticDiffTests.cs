using System.Text.Json.Nodes;
using Autocura.Functions.Tests.Cluster.Readers;
using Autocura.KnownGood.Comparison;

namespace Autocura.Functions.Tests.KnownGood.Comparison;

public sealed class SemanticDiffTests
{
    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment",
         "metadata":{"name":"cart","namespace":"shop","uid":"u1","resourceVersion":"5","generation":3,"creationTimestamp":"2030-01-01T00:00:00Z",
            "labels":{"app":"cart"},
            "annotations":{"team":"blue","kubectl.kubernetes.io/last-applied-configuration":"{}","deployment.kubernetes.io/revision":"4"},
            "managedFields":[{"manager":"kubectl"}]},
         "spec":{"replicas":3,"selector":{"matchLabels":{"app":"cart"}},
            "template":{"metadata":{"labels":{"app":"cart"}},"spec":{
                "containers":[
                    {"name":"app","image":"cart:1","args":["--cache","on"],
                     "ports":[{"name":"http","containerPort":8080},{"containerPort":9090}],
                     "env":[{"name":"A","value":"1"},{"name":"DB_PASSWORD","value":"hunter2hunter2"}],
                     "resources":{"limits":{"cpu":"1","memory":"1Gi"}},
                     "readinessProbe":{"httpGet":{"path":"/","port":8080}},
                     "volumeMounts":[{"name":"config","mountPath":"/etc/config"}]},
                    {"name":"log","image":"log:1"}],
                "volumes":[{"name":"config","configMap":{"name":"cart-config"}}],
                "tolerations":[{"key":"a","operator":"Exists"},{"key":"b","operator":"Exists"}]}}},
         "status":{"replicas":3,"readyReplicas":3}}
        """;

    /// <summary>What means nothing, each as a merge patch of the object above.</summary>
    public static TheoryData<string, string> Meaningless => new()
    {
        { "status", """{"status":{"replicas":1,"conditions":[{"type":"Available"}]}}""" },
        { "what the server manages", """{"metadata":{"uid":"u2","resourceVersion":"99","generation":8,"managedFields":null,"creationTimestamp":null}}""" },
        { "annotations of tools", """{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"a\":1}","deployment.kubernetes.io/revision":"5","autocura.io/last-remediation":"x/1/1"}}}""" },
        { "a restart", """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2030-01-01T10:00:00Z"}}}}}""" },
        { "defaults of the Deployment", """{"spec":{"revisionHistoryLimit":10,"progressDeadlineSeconds":600,"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}}}}""" },
        { "defaults of the pod", """{"spec":{"template":{"spec":{"restartPolicy":"Always","dnsPolicy":"ClusterFirst","schedulerName":"default-scheduler","terminationGracePeriodSeconds":30,"securityContext":{},"hostNetwork":false}}}}""" },
        { "two names of one account", """{"spec":{"template":{"spec":{"serviceAccount":"default"}}}}""" },
        { "the mode of a volume", """{"spec":{"template":{"spec":{"volumes":[{"name":"config","configMap":{"name":"cart-config","defaultMode":420}}]}}}}""" },
        { "the order of tolerations", """{"spec":{"template":{"spec":{"tolerations":[{"key":"b","operator":"Exists"},{"key":"a","operator":"Exists"}]}}}}""" },
        { "empty lists", """{"spec":{"template":{"spec":{"imagePullSecrets":[],"initContainers":[]}}}}""" },
        { "an injected init container", """{"spec":{"template":{"spec":{"initContainers":[{"name":"istio-init","image":"proxy:1"}]}}}}""" },
        { "a volume of the mesh", """{"spec":{"template":{"spec":{"volumes":[{"name":"istio-token","projected":{"sources":[]}},{"name":"config","configMap":{"name":"cart-config"}}]}}}}""" },
    };

    [Theory]
    [MemberData(nameof(Meaningless))]
    public void What_means_nothing_is_no_change(string what, string patch)
    {
        var changed = Patched(patch);

        Diff(Json.Object(Deployment), changed).ShouldBeEmpty(what);
        NormalForm.HashOf(NormalForm.Of(changed)).ShouldBe(NormalForm.HashOf(NormalForm.Of(Json.Object(Deployment))), what);
    }

    [Fact]
    public void Containers_ports_and_variables_may_stand_in_any_order_and_quantities_in_any_spelling()
    {
        var changed = With(spec =>
        {
            var containers = spec["containers"]!.AsArray();
            Reverse(containers[0]!["ports"]!.AsArray());
            Reverse(containers[0]!["env"]!.AsArray());
            containers[0]!["resources"]!["limits"] = new JsonObject { ["memory"] = "1024Mi", ["cpu"] = "1000m" };
            containers[0]!["readinessProbe"]!["periodSeconds"] = 10;
            containers[0]!["ports"]![0]!["protocol"] = "TCP";
            Reverse(containers);
        });

        Diff(Json.Object(Deployment), changed).ShouldBeEmpty();
    }

    [Fact]
    public void An_injected_sidecar_with_its_mounts_is_no_change()
    {
        var changed = With(spec =>
        {
            spec["containers"]!.AsArray().Insert(0, Json.Object("""{"name":"linkerd-proxy","image":"proxy:1"}"""));
            spec["containers"]![1]!["volumeMounts"]!.AsArray().Add(Json.Object("""{"name":"istio-envoy","mountPath":"/etc/istio"}"""));
        });

        Diff(Json.Object(Deployment), changed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"spec":{"replicas":0}}""", "spec.replicas: 3 -> 0")]
    [InlineData("""{"metadata":{"labels":{"app":null}}}""", "metadata.labels.app: cart -> ")]
    [InlineData("""{"metadata":{"annotations":{"team":"red"}}}""", "metadata.annotations.team: blue -> red")]
    [InlineData("""{"spec":{"progressDeadlineSeconds":60}}""", "spec.progressDeadlineSeconds: 600 -> 60")]
    [InlineData("""{"spec":{"template":{"spec":{"nodeSelector":{"disk":"ssd"}}}}}""", "spec.template.spec.nodeSelector.disk:  -> ssd")]
    [InlineData("""{"spec":{"template":{"spec":{"hostNetwork":true}}}}""", "spec.template.spec.hostNetwork:  -> true")]
    [InlineData("""{"spec":{"template":{"spec":{"tolerations":[{"key":"a","operator":"Exists"}]}}}}""", "spec.template.spec.tolerations[b].operator: Exists -> ")]
    public void A_change_is_named_by_its_path_and_both_values(string patch, string expected) =>
        Told(Json.Object(Deployment), Patched(patch)).ShouldHaveSingleItem().ShouldBe(expected);

    [Theory]
    [InlineData("image", "\"cart:2\"", "spec.template.spec.containers[app].image: cart:1 -> cart:2")]
    [InlineData("args", """["--cache","off"]""", "spec.template.spec.containers[app].args[1]: on -> off")]
    [InlineData("args", """["--cache","on","-v"]""", "spec.template.spec.containers[app].args[2]:  -> -v")]
    [InlineData("ports", """[{"name":"http","containerPort":8081},{"containerPort":9090}]""", "spec.template.spec.containers[app].ports[http].containerPort: 8080 -> 8081")]
    [InlineData("resources", """{"limits":{"cpu":"1","memory":"64Mi"}}""", "spec.template.spec.containers[app].resources.limits.memory: 1073741824 -> 67108864")]
    [InlineData("env", """[{"name":"A","value":"2"},{"name":"DB_PASSWORD","value":"hunter2hunter2"}]""", "spec.template.spec.containers[app].env[A].value: 1 -> 2")]
    [InlineData("env", """[{"name":"DB_PASSWORD","value":"hunter2hunter2"}]""", "spec.template.spec.containers[app].env[A].value: 1 -> ")]
    [InlineData("env", """[{"name":"A","value":"1"},{"name":"DB_PASSWORD","value":"correcthorse"}]""", "spec.template.spec.containers[app].env[DB_PASSWORD].value: [redacted] -> [redacted]")]
    [InlineData("volumeMounts", """[{"name":"config","mountPath":"/etc/config","subPath":"x"}]""", "spec.template.spec.containers[app].volumeMounts[/etc/config].subPath:  -> x")]
    [InlineData("readinessProbe", """{"httpGet":{"path":"/ready","port":8080}}""", "spec.template.spec.containers[app].readinessProbe.httpGet.path: / -> /ready")]
    public void A_change_of_a_container_is_found_by_the_containers_name(string field, string value, string expected) =>
        Told(Json.Object(Deployment), With(spec => spec["containers"]![0]![field] = JsonNode.Parse(value))).ShouldHaveSingleItem().ShouldBe(expected);

    [Fact]
    public void A_secret_after_its_flag_and_within_what_was_added_is_not_shown()
    {
        var changed = With(spec =>
        {
            spec["containers"]![0]!["args"] = new JsonArray("--cache", "on", "--password", "correcthorse");
            spec["containers"]!.AsArray().Add(Json.Object("""{"name":"db","image":"db:1","env":[{"name":"API_TOKEN","value":"correcthorse"}],"args":["--dsn=postgres://me:correcthorse@db/x"]}"""));
        });

        var told = string.Join('\n', Told(Json.Object(Deployment), changed));

        told.ShouldNotContain("correcthorse");
        told.ShouldContain("spec.template.spec.containers[db]");
        told.ShouldContain("args[3]:  -> [redacted]");
    }

    [Fact]
    public void Replicas_that_an_autoscaler_decides_on_are_a_change_only_when_there_are_none()
    {
        var before = NormalForm.Of(Json.Object(Deployment), isAutoscaled: true);

        SemanticDiff.Between(before, NormalForm.Of(Patched("""{"spec":{"replicas":7}}"""), isAutoscaled: true)).ShouldBeEmpty();
        SemanticDiff.Between(before, NormalForm.Of(Patched("""{"spec":{"replicas":0}}"""), isAutoscaled: true)).ShouldHaveSingleItem().After.ShouldBe("0");
    }

    [Theory]
    [InlineData("""{"spec":{"clusterIP":"10.0.0.9","clusterIPs":["10.0.0.9"],"ipFamilies":["IPv4"],"type":"ClusterIP","sessionAffinity":"None","ports":[{"name":"http","port":80,"protocol":"TCP","targetPort":8080,"nodePort":31000}]}}""")]
    [InlineData("""{"spec":{"internalTrafficPolicy":"Cluster"}}""")]
    public void What_the_cluster_assigns_to_a_service_is_no_change(string patch)
    {
        const string Service = """{"kind":"Service","metadata":{"name":"cart"},"spec":{"selector":{"app":"cart"},"ports":[{"name":"http","port":80,"targetPort":8080}]}}""";

        Diff(Json.Object(Service), Merged(Json.Object(Service), patch)).ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_target_port_is_found_by_the_ports_name()
    {
        const string Service = """{"kind":"Service","metadata":{"name":"cart"},"spec":{"ports":[{"name":"http","port":80,"targetPort":8080},{"name":"grpc","port":90}]}}""";
        var changed = Merged(Json.Object(Service), """{"spec":{"ports":[{"name":"grpc","port":90,"targetPort":90},{"name":"http","port":80,"targetPort":9999}]}}""");

        Told(Json.Object(Service), changed).ShouldHaveSingleItem().ShouldBe("spec.ports[http].targetPort: 8080 -> 9999");
    }

    [Theory]
    [InlineData("flags.json", """{"flags":{"slow":{"variant":"off","n":[1,2]}}}""", """{ "flags": { "slow": { "n": [1, 2], "variant": "on" } } }""", "data.flags.json.flags.slow.variant: off -> on")]
    [InlineData("app.properties", "# one\nhost=a\nport = 1", "port=2\nhost=a\n", "data.app.properties.port: 1 -> 2")]
    [InlineData("app.yaml", "server:\n  port: 80\n  hosts:\n  - a\n  - b\nlog: warn\n", "# why\nlog: warn\nserver:\n    hosts:\n    - a\n    - b\n    port: 81\n", "data.app.yaml.server.port: 80 -> 81")]
    [InlineData("values.yaml", "jobs:\n- name: x\n  every: 5\n- name: y\n  every: 6\n", "jobs:\n- name: y\n  every: 7\n- name: x\n  every: 5\n", "data.values.yaml.jobs[y].every: 6 -> 7")]
    [InlineData("nginx.conf", "a {\n  b;\n  c;\n}", "a {\n  b;\n  d;\n}", "data.nginx.conf[line 3]:   c; ->   d;")]
    [InlineData("script.sh", "set -e\nrun\nstop", "set -e\nstop", "data.script.sh[line 2]: run -> ")]
    [InlineData("level", "info", "debug", "data.level: info -> debug")]
    [InlineData("db.password", "one", "two", "data.db.password: [redacted] -> [redacted]")]
    [InlineData("broken.json", """{"a":1}""", """{"a":1""", """data.broken.json[line 1]: {"a":1} -> {"a":1""")]
    public void A_text_of_a_config_map_is_compared_as_what_it_is(string key, string before, string after, string expected) =>
        Told(ConfigMap(key, before), ConfigMap(key, after)).ShouldHaveSingleItem().ShouldBe(expected);

    [Fact]
    public void A_secret_within_a_document_is_not_shown()
    {
        var told = Told(ConfigMap("c.json", """{"db":{"password":"hunter2hunter2","user":"a"}}"""), ConfigMap("c.json", """{"db":{"password":"correcthorse","user":"a"}}"""));

        told.ShouldHaveSingleItem().ShouldBe("data.c.json.db.password: [redacted] -> [redacted]");
    }

    [Fact]
    public void Of_a_secret_only_the_key_is_told()
    {
        var before = NormalForm.OfSecret(new Dictionary<string, string> { ["password"] = "aa", ["user"] = "bb" });
        var after = NormalForm.OfSecret(new Dictionary<string, string> { ["password"] = "cc", ["user"] = "bb" });

        var change = SemanticDiff.Between(before, after).ShouldHaveSingleItem();

        $"{change.Path}: {change.Before} -> {change.After}".ShouldBe("data.password: [redacted] -> [redacted]");
    }

    [Fact]
    public void Rules_that_allow_everything_and_no_rules_are_two_things()
    {
        const string Policy = """{"kind":"NetworkPolicy","metadata":{"name":"p"},"spec":{"podSelector":{},"policyTypes":["Ingress"],"ingress":[{}]}}""";

        Told(Json.Object(Policy), Merged(Json.Object(Policy), """{"spec":{"ingress":[]}}""")).ShouldHaveSingleItem().ShouldStartWith("spec.ingress");
    }

    private static JsonObject ConfigMap(string key, string text) => new()
    {
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "c" },
        ["data"] = new JsonObject { [key] = text },
    };

    private static IReadOnlyList<string> Told(JsonObject before, JsonObject after) => [.. Diff(before, after).Select(change => $"{change.Path}: {change.Before} -> {change.After}")];

    private static IReadOnlyList<Autocura.Diagnosis.Surroundings.FieldChange> Diff(JsonObject before, JsonObject after) => SemanticDiff.Between(NormalForm.Of(before), NormalForm.Of(after));

    private static JsonObject With(Action<JsonNode> change)
    {
        var changed = Json.Object(Deployment);
        change(changed["spec"]!["template"]!["spec"]!);
        return changed;
    }

    private static JsonObject Patched(string patch) => Merged(Json.Object(Deployment), patch);

    private static JsonObject Merged(JsonObject target, string patch)
    {
        Merge(target, Json.Object(patch));
        return target;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private static void Reverse(JsonArray list)
    {
        var items = list.Select(item => item!.DeepClone()).Reverse().ToList();
        list.Clear();
        items.ForEach(list.Add);
    }
}
