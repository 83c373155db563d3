using Autocura.Embedded.Durable.Storage;
using Autocura.Support;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Tests.Durable.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-durable-");

    private string DatabasePath => Path.Combine(folder.FullName, "durable.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_the_first_version_had_under_way_goes_on()
    {
        Write(File.ReadAllText(Repository.PathOf("tests/Autocura.Embedded.Tests/Durable/Storage/schema-1.sql")));

        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity<string, string>("Work", what => $"{what} done")
                .Orchestrator("Flow", async context =>
                {
                    await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    return await context.CallActivityAsync<string>("Work", context.InstanceId);
                }),
            folder.FullName);

        (await run.StateAsync("ended")).ReadOutputAs<string>().ShouldBe("kept");
        foreach (var id in (string[])["asleep", "working", "told", "new"])
            (await run.FinishAsync(id)).ReadOutputAs<string>().ShouldBe($"{id} done");
        run.Functions.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        Write("CREATE TABLE instances (of_tomorrow TEXT); PRAGMA user_version = 999;");
        var before = File.ReadAllBytes(DatabasePath);

        var refused = Should.Throw<DurableStoreException>(() => Database.Open(DatabasePath));

        refused.Message.ShouldContain(DatabasePath);
        refused.Message.ShouldContain("was written by a newer version (schema 999;");
        File.ReadAllBytes(DatabasePath).ShouldBe(before);
    }

    [Fact]
    public void A_database_of_something_else_is_refused_and_left_as_it_is()
    {
        Write("CREATE TABLE photographs (taken TEXT);");
        var before = File.ReadAllBytes(DatabasePath);

        Should.Throw<DurableStoreException>(() => Database.Open(DatabasePath)).Message.ShouldContain("is a database of something else");

        File.ReadAllBytes(DatabasePath).ShouldBe(before);
    }

    [Fact]
    public void A_script_that_fails_leaves_the_file_as_it_was_with_all_scripts_before_it()
    {
        Database.Open(DatabasePath).Dispose();
        var before = File.ReadAllBytes(DatabasePath);
        var current = Version();
        var next = new Migrations(
            [.. Enumerable.Repeat("", current), "ALTER TABLE timers ADD COLUMN reason TEXT", "CREATE TABLE later (x); UPDATE nothing SET x = 1"]);

        using (var connection = Connect())
        {
            var failed = Should.Throw<DurableStoreException>(() => next.Apply(connection));
            failed.Message.ShouldContain($"could not be brought from schema {current} to {current + 2}");
            failed.Message.ShouldContain("It was left as it was");
        }

        Version().ShouldBe(current);
        File.ReadAllBytes(DatabasePath).ShouldBe(before);
    }

    [Fact]
    public void Scripts_that_are_new_to_a_file_are_applied_once()
    {
        Database.Open(DatabasePath).Dispose();
        var current = Version();
        var next = new Migrations([.. Enumerable.Repeat("", current), "ALTER TABLE timers ADD COLUMN reason TEXT"]);

        for (var start = 0; start < 2; start++)
        {
            using var connection = Connect();
            next.Apply(connection);
        }

        Version().ShouldBe(current + 1);
    }

    private void Write(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above and a file of this folder
        command.CommandText = "PRAGMA journal_mode = WAL;" + sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private int Version()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar());
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
