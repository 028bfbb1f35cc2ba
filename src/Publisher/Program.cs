using Slams.Publisher;

var builder = WebApplication.CreateBuilder(args);
builder.AddPublisher();
var app = builder.Build();
app.MapPublisher();
await app.RunAsync();
