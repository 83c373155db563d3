using System.Text.RegularExpressions;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>What can be said of the Bicep files without compiling them.</summary>
public sealed partial class AzureTests
{
    [Fact]
    public void No_key_is_read_or_passed_on() =>
        BicepFile.All().Select(file => file.Path).Where(path => Key().IsMatch(Repository.Read(path))).ShouldBeEmpty();

    [Fact]
    public void Every_module_exists_and_is_used()
    {
        var used = new BicepFile("infra/azure/main.bicep", Repository.Read("infra/azure/main.bicep")).Calls().Select(call => call.Path).Distinct();

        used.Order(StringComparer.Ordinal).ShouldBe(Repository.Files("infra/azure/modules", "*.bicep"));
    }

    [Fact]
    public void Every_module_is_given_what_it_asks_for_and_nothing_else()
    {
        foreach (var call in BicepFile.All().SelectMany(file => file.Calls()))
        {
            var asked = new BicepFile(call.Path, Repository.Read(call.Path)).Parameters();

            call.Parameters.Except(asked.Keys).ShouldBeEmpty($"{call.Path} does not know what {call.Symbol} gives it");
            asked.Where(parameter => parameter.Value).Select(parameter => parameter.Key).Except(call.Parameters).ShouldBeEmpty($"{call.Path} lacks what {call.Symbol} does not give it");
        }
    }

    [Fact]
    public void Every_output_that_is_asked_for_is_there()
    {
        var main = new BicepFile("infra/azure/main.bicep", Repository.Read("infra/azure/main.bicep"));
        var calls = main.Calls().ToDictionary(call => call.Symbol, call => new BicepFile(call.Path, Repository.Read(call.Path)).Outputs());

        main.AskedOutputs().ShouldNotBeEmpty();
        main.AskedOutputs().Where(asked => !calls[asked.Symbol].Contains(asked.Output)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_bracket_is_closed() => BicepFile.All().Where(file => !file.IsBalanced()).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_policy_holds() => BicepFile.All().SelectMany(file => AzurePolicy.Violations(file, Repository.Read(file.Path))).ShouldBeEmpty();

    [Fact]
    public void What_breaks_the_policy_is_found()
    {
        const string careless = """
            var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
            resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
              name: 'careless'
              properties: {
                // allowSharedKeyAccess: false
                allowBlobPublicAccess: true
                minimumTlsVersion: 'TLS1_0'
                supportsHttpsTrafficOnly: true
                allowCrossTenantReplication: false
              }
            }
            """;

        AzurePolicy.Violations(new BicepFile("careless.bicep", careless), careless).ShouldBe(
        [
            "careless.bicep: account does not say allowBlobPublicAccess: false",
            "careless.bicep: account does not say allowSharedKeyAccess: false",
            "careless.bicep: account does not say minimumTlsVersion: 'TLS1_2'",
            "careless.bicep: account has no diagnostic settings",
            "careless.bicep: the role b24988ac-6180-42a0-ab88-20f7382dd24c is more than is needed",
        ]);
    }

    [Fact]
    public void Every_parameter_in_the_file_of_parameters_is_declared()
    {
        var declared = new BicepFile("main", Repository.Read("infra/azure/main.bicep")).Parameters().Keys;
        var given = Parameter().Matches(Repository.Read("infra/azure/main.bicepparam")).Select(match => match.Groups["name"].Value).ToList();

        given.ShouldNotBeEmpty();
        given.Except(declared).ShouldBeEmpty();
    }

    [Fact]
    public void The_developer_cli_finds_template_and_app()
    {
        var layout = Manifests.Parse(Repository.Read("azure.yaml")).Single();

        Repository.Files(layout.Text("infra", "path"), "*.bicep").ShouldContain($"{layout.Text("infra", "path")}/{layout.Text("infra", "module")}.bicep");
        var service = layout.Map("services").Children.Single();
        Repository.Read("infra/azure/main.bicep").ShouldContain($"'azd-service-name': '{service.Key}'");
        Repository.Files(layout.Text("services", $"{service.Key}", "project"), "*.csproj").ShouldHaveSingleItem();
    }

    [GeneratedRegex(@"listKeys\(|AccountKey=|SharedAccessSignature|InstrumentationKey\b", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"^param (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
