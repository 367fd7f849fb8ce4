
  test("and everything else takes the email in any spelling", async () => {
    const account = await make__ACCOUNT__();
    expect((await login(` ${account.email.toUpperCase()} `)).status).toBe(200);
__TAKEN_SPELLING__
  });
