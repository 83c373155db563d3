using System.Text.RegularExpressions;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>What can be said of the Bicep files without compiling them.</summary>
public sealed partial class AzureTests
{
    private static IEnumerable<(string Path, string Text)> Files => Repository.Files("infra/azure", "*.bicep").Select(path => (path, Repository.Read(path)));

    [Fact]
    public void No_key_is_read_or_passed_on() =>
        Files.Where(file => Key().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Every_module_exists_and_is_used()
    {
        var used = Module().Matches(Repository.Read("infra/azure/main.bicep")).Select(match => $"infra/azure/{match.Groups["path"].Value}");

        used.Order(StringComparer.Ordinal).ShouldBe(Repository.Files("infra/azure/modules", "*.bicep"));
    }

    [Fact]
    public void Every_parameter_in_the_file_of_parameters_is_declared()
    {
        var declared = Parameter().Matches(Repository.Read("infra/azure/main.bicep")).Select(match => match.Groups["name"].Value).ToList();
        var given = Parameter().Matches(Repository.Read("infra/azure/main.bicepparam")).Select(match => match.Groups["name"].Value).ToList();

        given.ShouldNotBeEmpty();
        given.Except(declared).ShouldBeEmpty();
    }

    [GeneratedRegex(@"listKeys\(|AccountKey=|SharedAccessSignature|InstrumentationKey\b", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"^module \w+ '(?<path>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^param (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
