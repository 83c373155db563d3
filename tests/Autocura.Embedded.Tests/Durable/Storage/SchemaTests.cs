using Autocura.Embedded.Durable.Storage;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Tests.Durable.Storage;

public sealed class SchemaTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-schema-");

    private string DatabasePath => Path.Combine(folder.FullName, "durable.db");

    [Fact]
    public void A_file_of_the_first_schema_is_taken_up_with_what_was_under_way()
    {
        WriteFirstSchema(
            Instance("not-begun", "Pending", events: 1), Instance("begun", "Running", events: 3),
            Instance("continued-as-new", "Running", events: 1), Instance("ended", "Completed", events: 1));

        using var database = Database.Open(DatabasePath);

        database.Read(store => store.Instances.BeforeFirstTurn()).ShouldBe(["continued-as-new", "not-begun"], ignoreOrder: true);
        database.Read(store => store.Instances.Get("begun")).ShouldNotBeNull().IsNew.ShouldBeFalse();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Instance(string id, string status, int events)
    {
        var number = (int)Enum.Parse<Microsoft.DurableTask.Client.OrchestrationRuntimeStatus>(status);
        var history = Enumerable.Range(0, events).Select(sequence =>
            $"INSERT INTO history (instance_id, sequence, kind, at, task_id) VALUES ('{id}', {sequence}, {Math.Min(sequence, 1)}, 0, -1);");
        return $"INSERT INTO instances (instance_id, execution_id, name, status, created_at, updated_at) VALUES ('{id}', 'e', 'n', {number}, 0, 0);{string.Concat(history)}";
    }

    private void WriteFirstSchema(params string[] instances)
    {
        SQLitePCL.Batteries_V2.Init();
        using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("Durable.Schema.001-initial.sql").ShouldNotBeNull());
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabasePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the first schema and the rows of this test
        command.CommandText = $"{script.ReadToEnd()};{string.Concat(instances)}PRAGMA user_version = 1;";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
