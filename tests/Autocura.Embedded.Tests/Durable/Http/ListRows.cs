namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>GET instances. Each row's instance is the only one of its minute.</summary>
internal static class ListRows
{
    private static string One(string name, string status, string customStatus, string output) => $"[{StatusRows.Status(name, status, customStatus, output)}]";

    private static readonly string Done = One("Echo", "Completed", "null", "\"text\"");

    public static IEnumerable<ManagementRow> All =>
    [
        Found("instanceIdPrefix={id}"),
        Found("createdTimeFrom={now}"),
        Found("createdTimeFrom={now}&createdTimeTo={now}"),
        Found("createdTimeFrom={now}&top=1"),
        Found("createdTimeFrom={now}&top=1000&taskHub=Hub&connection=Storage"),
        Found("instanceIdPrefix={id}&runtimeStatus=Completed"),
        Found("instanceIdPrefix={id}&runtimeStatus=completed"),
        Found("instanceIdPrefix={id}&runtimeStatus=Running,Completed"),
        Found("instanceIdPrefix={id}&runtimeStatus=Running,%20Completed,"),
        Found("instanceIdPrefix={id}&runtimeStatus=Running&runtimeStatus=Completed"),
        Found("instanceIdPrefix={id}&showInput=true"),
        Found("instanceIdPrefix={id}&createdTimeFrom=2026-01-01"),
        Found("instanceIdPrefix={id}&showInput=false") with { Answer = Done.Replace("\"input\":\"text\"", "\"input\":null") },
        Found("instanceIdPrefix={id}&runtimeStatus=Failed") with { Given = Given.Failed, Answer = One("Fail", "Failed", "null", "\"it broke\"") },
        Found("instanceIdPrefix={id}&runtimeStatus=Pending") with { Given = Given.Pending, Answer = One("Wait", "Pending", "null", "null") },
        Found("instanceIdPrefix={id}&runtimeStatus=Running") with { Given = Given.Waiting, Answer = One("Wait", "Running", """{"phase":"waiting"}""", "null") },
        Found("instanceIdPrefix={id}&runtimeStatus=Suspended") with { Given = Given.Suspended, Answer = One("Wait", "Suspended", """{"phase":"waiting"}""", "null") },
        Found("instanceIdPrefix={id}&runtimeStatus=Terminated") with { Given = Given.Terminated, Answer = One("Wait", "Terminated", """{"phase":"waiting"}""", "\"enough\"") },
        None("instanceIdPrefix={id}&runtimeStatus=Running,Failed,Canceled,ContinuedAsNew,Terminated,Pending,Suspended"),
        None("instanceIdPrefix={id}&createdTimeTo=2026-01-01T00:00:00Z"),
        None("createdTimeFrom=2100-01-01"),
        None("instanceIdPrefix=%25"),
        Bad("runtimeStatus=Odd", "'Odd' is not a value for 'runtimeStatus': it must be one of Running, Completed, ContinuedAsNew, Failed, Canceled, Terminated, Pending, Suspended."),
        Bad("runtimeStatus=Completed,77", "*"),
        Bad("top=0", "'0' is not a value for 'top': it must be a whole number above 0."),
        Bad("top=many", "'many' is not a value for 'top': it must be a whole number above 0."),
        Bad("createdTimeFrom=yesterday", "'yesterday' is not a value for 'createdTimeFrom': it must be a time such as 2026-01-05T08:00:00Z."),
        Bad("createdTimeTo=x", "*"),
        Bad("showInput=x", "*"),
        new(Given.Done, "GET instances", 400) { Why = "a token that is not ours", Token = "abc", Answer = """{"Message":"One or more of the arguments submitted is incorrect","ExceptionMessage":"*","ExceptionType":"System.ArgumentException","StackTrace":"*"}""" },
        new(Given.Done, "POST instances", 404) { Answer = "" },
        new(Given.Done, "PUT instances", 404) { Answer = "" },
    ];

    private static ManagementRow Found(string query) => new(Given.Done, $"GET instances?{query}", 200) { Answer = Done };

    private static ManagementRow None(string query) => new(Given.Done, $"GET instances?{query}", 200) { Answer = "[]" };

    private static ManagementRow Bad(string query, string message) => new(Given.Done, $"GET instances?{query}", 400) { Answer = $$"""{"Message":"{{message}}"}""" };
}
