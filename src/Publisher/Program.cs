using Slams.Hosting;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Publisher;

if (args is [HealthQuestion.Command])
{
    return await HealthQuestion.AskAsync("Publisher:Url");
}

return await SettingMistakes.CatchAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddSlamsDefaults();
    builder.AddPublisher();
    var app = builder.Build();
    app.MapPublisher();
    return await app.RunToExitCodeAsync();
});
