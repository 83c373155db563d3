using System.Text.RegularExpressions;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Support;
using Autocura.Triggers.Access;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Functions.Tests.Triggers.Access;

/// <summary>docs/security.md says which role each route is for. The functions, the rules and the running host say the same.</summary>
public sealed partial class RouteTableTests
{
    private static readonly Dictionary<string, string> Table = Row().Matches(Repository.Read("docs/security.md")).ToDictionary(row => row.Groups["route"].Value, row => row.Groups["role"].Value);

    private static readonly FunctionDescriptor[] Functions = [.. FunctionIndex.Of(typeof(AutocuraSetup).Assembly).Functions.Where(function => function.Http is not null)];

    [Fact]
    public void Every_http_function_has_a_rule_and_every_rule_a_function() =>
        RouteRules.Functions.Order(StringComparer.Ordinal).ShouldBe(Functions.Select(function => function.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_the_routes_that_there_are_with_their_rules() =>
        Table.Select(row => $"{row.Key}: {row.Value}").ShouldBe(Functions.Select(function => $"{RouteOf(function)}: {Named(RouteRules.Of(function.Name)!.Needs)}"), ignoreOrder: true);

    [Fact]
    public void Only_what_is_open_to_anybody_needs_no_key_of_the_host() =>
        Functions.Where(function => function.Http!.AuthLevel == AuthorizationLevel.Anonymous).Select(RouteOf).ShouldBe(Table.Where(row => row.Value == "anybody").Select(row => row.Key), ignoreOrder: true);

    [Theory]
    [InlineData(null, "")]
    [InlineData("vera", "viewer")]
    [InlineData("olga", "viewer operator")]
    [InlineData("abel", "viewer approver")]
    [InlineData("both", "viewer operator approver")]
    [InlineData("sam", "sender")]
    [InlineData("somebody whose key is wrong", null)]
    public async Task Each_caller_reaches_the_routes_of_their_roles_and_no_other(string? caller, string? roles)
    {
        await using var host = await GuardedHost.StartAsync();
        var wrong = new List<string>();
        foreach (var (route, role) in Table)
        {
            var (methods, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            foreach (var method in methods.Split(','))
            {
                var answer = await host.SendAsync(new HttpMethod(method), Filled(path), caller, method == "GET" ? null : "");
                var expected = role == "anybody" || (roles ?? "").Split(' ').Contains(role) ? 0 : string.IsNullOrEmpty(roles) ? 401 : 403;
                if (StatusOf(answer) != expected) wrong.Add($"{method} {path}: {answer.Status} {answer.Body}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>Zero when the function itself has answered; it may find that there is no such incident, or that the request makes no sense, but it does not fail.</summary>
    private static int StatusOf(GuardedHost.Answer answer) =>
        answer.Status is 401 or 403 && !answer.Body.Contains("Buttons in Slack", StringComparison.Ordinal) ? answer.Status : answer.Status >= 500 && !answer.Body.Contains("Try again later", StringComparison.Ordinal) ? -answer.Status : 0;

    private static string Named(Roles role) => role == Roles.None ? "anybody" : $"{role}".ToLowerInvariant();

    private static string RouteOf(FunctionDescriptor function) => $"{string.Join(',', function.Http!.Methods!.Select(method => method.ToUpperInvariant()))} /{function.Http.Route}";

    private static string Filled(string path) => Parameter().Replace(path.Replace("{home:maxlength(0)?}", "", StringComparison.Ordinal), "none");

    [GeneratedRegex(@"^\| `(?<route>[A-Z,]+ /[^`]*)` \| (?<role>\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
