using System.Text.RegularExpressions;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>
/// What can be said of the Terraform files without its providers: that modules are given what they ask for, that nothing is named that is not there, and that
/// the policy holds. Where terraform is installed, it looks at the format as well.
/// </summary>
public sealed partial class TerraformTests
{
    private const string Root = "infra/terraform";
    private static readonly string[] Meta = ["source", "count", "for_each", "providers", "depends_on", "version"];

    public static TheoryData<string> Folders => [Root, .. Directory.EnumerateDirectories(Repository.PathOf($"{Root}/modules")).Select(folder => $"{Root}/modules/{Path.GetFileName(folder)}").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_variable_is_declared_described_and_used(string folder)
    {
        var text = Read(folder);
        var declared = Variable().Matches(text).Select(match => match.Groups["name"].Value).ToList();

        Used().Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal).ShouldBe(declared.Order(StringComparer.Ordinal), folder);
        Regex.Count(text, "^ *description +=", RegexOptions.Multiline).ShouldBe(declared.Count + Output().Count(text), "each variable and output explains itself");
        text.Count(letter => letter == '{').ShouldBe(text.Count(letter => letter == '}'));
    }

    [Fact]
    public void Every_module_is_given_what_it_asks_for_and_its_outputs_exist()
    {
        var main = Read(Root);
        var calls = Module().Matches(main).ToDictionary(match => match.Groups["name"].Value, match => (Path: $"{Root}/{match.Groups["path"].Value}", Given: Arguments(match.Groups["body"].Value)));

        calls.ShouldNotBeEmpty();
        foreach (var (name, call) in calls)
        {
            var module = Read(call.Path);
            call.Given.Order(StringComparer.Ordinal).ShouldBe(Variable().Matches(module).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal), name);
        }

        foreach (Match asked in Asked().Matches(main))
        {
            Output().Matches(Read(calls[asked.Groups["module"].Value].Path)).Select(match => match.Groups["name"].Value).ShouldContain(asked.Groups["output"].Value, asked.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_is_referred_to_is_there(string folder)
    {
        var text = Read(folder);
        var made = Resource().Matches(text).Select(match => $"{match.Groups["type"].Value}.{match.Groups["name"].Value}").ToList();

        Reference().Matches(text).Select(match => match.Value).Distinct().Except(made).ShouldBeEmpty(folder);
    }

    [Fact]
    public void The_policy_holds()
    {
        foreach (var folder in (string[])["storage", "state"])
        {
            var text = Flat(Read($"{Root}/modules/{folder}"));
            foreach (var must in (string[])["min_tls_version = \"TLS1_2\"", "https_traffic_only_enabled = true", "shared_access_key_enabled = false", "allow_nested_items_to_be_public = false"])
            {
                text.ShouldContain(must, customMessage: folder);
            }
        }

        var function = Flat(Read($"{Root}/modules/function"));
        function.ShouldContain("https_only = true");
        function.ShouldContain("minimum_tls_version = \"1.2\"");
        function.ShouldContain("azurerm_monitor_diagnostic_setting");
        Flat(Read($"{Root}/modules/storage")).ShouldContain("azurerm_monitor_diagnostic_setting");
        var all = string.Concat(Repository.Files(Root, "*.tf").Select(Repository.Read));
        Regex.Matches(all, "role_definition_name += \"(?<role>[^\"]+)\"").Select(match => match.Groups["role"].Value).Where(role => role is "Owner" or "Contributor" or "User Access Administrator").ShouldBeEmpty();
        Regex.IsMatch(all, "primary_access_key|primary_connection_string|storage_account_access_key").ShouldBeFalse();
    }

    [Fact]
    public async Task Terraform_has_nothing_to_say_about_the_format_where_it_is_installed()
    {
        if (RealClients.Find("terraform") is null)
        {
            Repository.Files(Root, "*.tf").Where(path => Repository.Read(path).Contains('\t', StringComparison.Ordinal)).ShouldBeEmpty();
            return;
        }

        (await ClientProcess.RunAsync("env", "-u", "TF_CLI_CONFIG_FILE", "terraform", "fmt", "-check", "-recursive", Repository.PathOf(Root))).ShouldBeEmpty();
    }

    /// <summary>The files of a folder itself, without comments.</summary>
    private static string Read(string folder) =>
        Comment().Replace(string.Join('\n', Repository.Files(folder, "*.tf").Where(path => Path.GetDirectoryName(path)!.Replace('\\', '/') == folder).Select(Repository.Read)), "");

    private static string Flat(string text) => Spaces().Replace(text, " ");

    private static IEnumerable<string> Arguments(string body) => Argument().Matches(body).Select(match => match.Groups["name"].Value).Except(Meta);

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^variable ""(?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^output ""(?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"\bvar\.(?<name>\w+)")]
    private static partial Regex Used();

    [GeneratedRegex(@"^module ""(?<name>\w+)"" \{\s*source += ""\./(?<path>[\w/-]+)""(?<body>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^  (?<name>\w+) +=", RegexOptions.Multiline)]
    private static partial Regex Argument();

    [GeneratedRegex(@"\bmodule\.(?<module>\w+)(\[0\])?\.(?<output>\w+)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"^resource ""(?<type>\w+)"" ""(?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"(?<![\w""/.])azurerm_\w+\.\w+")]
    private static partial Regex Reference();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
