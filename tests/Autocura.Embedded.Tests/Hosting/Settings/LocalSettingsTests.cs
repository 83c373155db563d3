using Autocura.Embedded.Hosting.Settings;

namespace Autocura.Embedded.Tests.Hosting.Settings;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-settings-");

    [Fact]
    public void Values_are_read_as_the_environment_would_spell_them() =>
        Read("""{ "IsEncrypted": false, "Values": { "A": "x", "Cluster__Context": "kind", "Cluster:Name": "n", "Flag": true, "Count": 3, "None": null } }""")
            .ShouldBe(new Dictionary<string, string?> { ["A"] = "x", ["Cluster:Context"] = "kind", ["Cluster:Name"] = "n", ["Flag"] = "true", ["Count"] = "3", ["None"] = null });

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "Host": { "CORS": "*" } }""")]
    public void No_values_are_no_settings(string json) => Read(json).ShouldBeEmpty();

    [Fact]
    public void An_absent_file_is_no_settings() => LocalSettings.Read(Path.Combine(folder.FullName, "none.json")).ShouldBeEmpty();

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("""{ "Values": [] }""", "'Values' must be an object")]
    [InlineData("""{ "Values": { "Cluster": { "Name": "n" } } }""", "the value of 'Cluster' must be a text")]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "is encrypted")]
    public void What_cannot_be_read_is_refused(string json, string message) =>
        Should.Throw<SettingsException>(() => Read(json)).Message.ShouldContain(message);

    public void Dispose() => folder.Delete(recursive: true);

    private IReadOnlyDictionary<string, string?> Read(string json)
    {
        var path = Path.Combine(folder.FullName, "local.settings.json");
        File.WriteAllText(path, json);
        return LocalSettings.Read(path);
    }
}
