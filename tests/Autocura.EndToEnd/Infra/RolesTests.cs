using Autocura.Cluster;
using Autocura.Cluster.Environments;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>Least privilege, checked on the roles as they are applied.</summary>
public sealed class RolesTests
{
    private static readonly string[] Dangerous = ["secrets", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "nodes/proxy", "serviceaccounts/token", "roles", "clusterroles", "rolebindings", "clusterrolebindings"];

    private const string SecretReader = "autocura-secret-reader";
    private const string PodScraper = "autocura-pod-scraper";
    private const string SecretCopier = "autocura-secret-copier";

    private static IEnumerable<Rule> AllRules => new[] { "infra/kubernetes/rbac", "infra/kind", "infra/monitoring" }.SelectMany(Manifests.In)
        .Where(file => file.Root.Find("kind") is YamlScalarNode { Value: { } kind } && kind.EndsWith("Role", StringComparison.Ordinal))
        .SelectMany(file => file.Root.List("rules").Select(rule => new Rule(file.Root.Text("metadata", "name"), [.. rule.Texts("apiGroups")], [.. rule.Texts("resources")], [.. rule.Texts("verbs")])));

    [Fact]
    public void No_rule_has_a_wildcard() =>
        AllRules.Where(rule => rule.Groups.Concat(rule.Resources).Concat(rule.Verbs).Any(word => word.Contains('*'))).ShouldBeEmpty();

    [Fact]
    public void No_role_of_a_flavour_reads_secrets_or_can_grow()
    {
        AllRules.Where(rule => rule.Role is not (SecretReader or SecretCopier or PodScraper) && rule.Resources.Any(Dangerous.Contains)).ShouldBeEmpty();
        AllRules.Where(rule => rule.Verbs.Any(verb => verb is "escalate" or "bind" or "impersonate" or "deletecollection")).ShouldBeEmpty();
    }

    [Fact]
    public void Secrets_are_read_only_where_somebody_binds_the_role_for_it()
    {
        var rule = AllRules.Where(rule => rule.Role == SecretReader).ShouldHaveSingleItem();
        rule.Resources.ShouldBe(["secrets"]);
        rule.Verbs.ShouldBe(["get", "list"]);
        new[] { "roles", "read-only", "namespaced", "full" }.SelectMany(folder => Manifests.In($"infra/kubernetes/rbac/{folder}"))
            .Where(file => file.Root.Text("metadata", "name") is SecretReader or SecretCopier).ShouldBeEmpty();
    }

    [Fact]
    public void Secrets_are_written_only_where_somebody_binds_the_role_for_copies() =>
        Rights(SecretCopier).Order(StringComparer.Ordinal).ShouldBe(EnvironmentRights.Secrets.Verbs.Concat(["get", "list"]).Select(verb => $"{verb} secrets ").Order(StringComparer.Ordinal));

    [Fact]
    public void Environments_may_do_what_copies_take_and_nothing_else()
    {
        var needed = EnvironmentRights.Copies.SelectMany(rights => rights.Verbs.Select(verb => $"{verb} {rights.Resource} {rights.Group}")).ToList();
        var remediator = Rights("autocura-remediator").ToList();

        Rights("autocura-environments").Order(StringComparer.Ordinal).ShouldBe(needed.Except(remediator).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pods_are_asked_through_the_proxy_only_where_somebody_binds_the_role_for_it()
    {
        var rule = AllRules.Where(rule => rule.Role == PodScraper).ShouldHaveSingleItem();
        rule.Resources.ShouldBe(["pods/proxy"]);
        rule.Verbs.ShouldBe(["get"]);
    }

    [Fact]
    public void The_observer_changes_nothing_but_the_record() =>
        AllRules.Where(rule => rule.Role == "autocura-observer" && rule.Verbs.Any(verb => verb is not ("get" or "list" or "watch")))
            .SelectMany(rule => rule.Groups.SelectMany(group => rule.Resources.Select(resource => (group, resource))))
            .Where(right => right is not ("autocura.cognitiva.io", _) and not ("", "events"))
            .ShouldBeEmpty();

    [Fact]
    public void The_observer_sees_every_kind_the_app_knows()
    {
        // Locks are read and written in the system's own namespace alone, by the role for that.
        var kinds = typeof(Kinds).GetFields().Select(field => field.GetValue(null)).OfType<ResourceKind>().Where(kind => kind != Kinds.Secret && kind != Kinds.Lease).ToList();

        kinds.ShouldNotBeEmpty();
        kinds.Where(kind => !Allows("autocura-observer", kind.Group, kind.Plural, "get") || !Allows("autocura-observer", kind.Group, kind.Plural, "list"))
            .Select(kind => $"{kind.Group}/{kind.Plural}")
            .ShouldBeEmpty("infra/kubernetes/rbac/roles/observer.yaml");
    }

    [Fact]
    public void The_remediators_may_do_what_actions_need_and_nothing_else()
    {
        var needed = Profiles().SelectMany(profile => profile.Verbs)
            .SelectMany(rights => rights.Verbs.Select(verb => $"{verb} {rights.Resource} {rights.Group}"))
            .Where(right => !IsRead(right) && !IsOfTheRecord(right))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Rights("autocura-remediator", "autocura-node-remediator").Order(StringComparer.Ordinal).ShouldBe(needed);
    }

    [Fact]
    public void What_actions_read_the_observer_may_read()
    {
        var granted = Rights("autocura-observer").ToList();

        Profiles().SelectMany(profile => profile.Verbs)
            .SelectMany(rights => rights.Verbs.Select(verb => $"{verb} {rights.Resource} {rights.Group}"))
            .Where(right => (IsRead(right) || IsOfTheRecord(right)) && !granted.Contains(right))
            .Distinct()
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("anomalies")]
    [InlineData("issues")]
    [InlineData("aiinsights")]
    [InlineData("remediationplans")]
    [InlineData("knowngoods")]
    public void The_observer_writes_the_record(string plural)
    {
        Allows("autocura-observer", "autocura.cognitiva.io", plural, "create").ShouldBeTrue();
        Allows("autocura-observer", "autocura.cognitiva.io", plural, "patch").ShouldBeTrue();
        Allows("autocura-observer", "autocura.cognitiva.io", $"{plural}/status", "patch").ShouldBeTrue();
    }

    [Theory]
    [InlineData("read-only", "ClusterRoleBinding:autocura-observer")]
    [InlineData("namespaced", "RoleBinding:autocura-observer", "RoleBinding:autocura-remediator")]
    [InlineData("full", "ClusterRoleBinding:autocura-node-remediator", "ClusterRoleBinding:autocura-observer", "ClusterRoleBinding:autocura-remediator")]
    public void A_flavour_binds_just_its_roles(string flavour, params string[] bindings) =>
        Manifests.In($"infra/kubernetes/rbac/{flavour}").Select(file => $"{file.Root.Text("kind")}:{file.Root.Text("roleRef", "name")}").Order(StringComparer.Ordinal).ShouldBe(bindings);

    [Fact]
    public void Every_binding_is_of_the_account_that_base_makes()
    {
        var account = Manifests.In("infra/kubernetes/base").Single(file => file.Root.Text("kind") == "ServiceAccount").Root;

        foreach (var (path, root) in Manifests.In("infra/kubernetes/rbac").Where(file => file.Root.Find("subjects") is YamlSequenceNode))
        {
            root.List("subjects").Select(subject => (subject.Text("namespace"), subject.Text("name")))
                .ShouldBe([(account.Text("metadata", "namespace"), account.Text("metadata", "name"))], path);
        }
    }

    private static bool IsRead(string right) => right.StartsWith("get ", StringComparison.Ordinal) || right.StartsWith("list ", StringComparison.Ordinal);

    /// <summary>Events and KnownGoods: the observer writes them as a part of the record.</summary>
    private static bool IsOfTheRecord(string right) => right is "create events " || right.EndsWith("knowngoods autocura.cognitiva.io", StringComparison.Ordinal);

    private static IEnumerable<string> Rights(params string[] roles) => AllRules.Where(rule => roles.Contains(rule.Role))
        .SelectMany(rule => rule.Verbs.SelectMany(verb => rule.Resources.SelectMany(resource => rule.Groups.Select(group => $"{verb} {resource} {group}"))));

    private static IEnumerable<ActionProfile> Profiles()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.UseAutocura(new ConfigurationBuilder().Build());
        using var services = builder.Services.AddLogging().BuildServiceProvider();
        return [.. services.GetRequiredService<ActionCatalog>().Profiles.Values];
    }

    private static bool Allows(string role, string group, string resource, string verb) =>
        AllRules.Any(rule => rule.Role == role && rule.Groups.Contains(group) && rule.Resources.Contains(resource) && rule.Verbs.Contains(verb));

    private sealed record Rule(string Role, string[] Groups, string[] Resources, string[] Verbs)
    {
        public override string ToString() => $"{Role}: {string.Join(' ', Verbs)} {string.Join(' ', Resources)}";
    }
}
