"""The same form job by Playwright, Selenium and Robot Framework: automation_peers.py playwright|selenium|robot PORT RECORDS"""
import os
import subprocess
import sys
import tempfile
import time

PEER, PORT, COUNT = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ADDRESS = f"http://127.0.0.1:{PORT}/quick"
FLAGS = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage"] + (["--no-sandbox"] if os.getuid() == 0 else [])
FIELDS = ["number", "name", "postcode", "address", "account"]


def record(index):
    return {
        "number": str(10000001 + index), "name": f"並木　花子{index}", "postcode": str(1660000 + index),
        "address": f"見本区並木{str(1660000 + index)[-1]}丁目", "account": str(7000001 + index),
        "change": ["住所", "口座", "世帯"][index % 3],
    }


def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=FLAGS)
        page = browser.new_page()
        for index in range(COUNT):
            values = record(index)
            page.goto(ADDRESS)
            for field in FIELDS:
                page.fill(f"#{field}", values[field])
            page.select_option("#change", label=values["change"])
            page.click("#register")
            assert page.text_content("#receipt")
        browser.close()


def selenium():
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support import expected_conditions
    from selenium.webdriver.support.ui import Select, WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium-headless-shell"
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    for index in range(COUNT):
        values = record(index)
        driver.get(ADDRESS)
        for field in FIELDS:
            driver.find_element(By.ID, field).send_keys(values[field])
        Select(driver.find_element(By.ID, "change")).select_by_visible_text(values["change"])
        driver.find_element(By.ID, "register").click()
        receipt = WebDriverWait(driver, 20).until(expected_conditions.presence_of_element_located((By.ID, "receipt")))
        assert receipt.text
    driver.quit()


def robot():
    options = ";".join(f'add_argument("{flag}")' for flag in FLAGS) + ';binary_location="/usr/bin/chromium-headless-shell"'
    lines = ["*** Settings ***", "Library    SeleniumLibrary", "", "*** Test Cases ***", "Register",
             f"    Open Browser    {ADDRESS}    chrome    options={options}    executable_path=/usr/bin/chromedriver"]
    for index in range(COUNT):
        values = record(index)
        lines.append(f"    Go To    {ADDRESS}")
        lines += [f"    Input Text    id:{field}    {values[field]}" for field in FIELDS]
        lines += [f"    Select From List By Label    id:change    {values['change']}", "    Click Button    id:register",
                  "    Wait Until Element Is Visible    id:receipt    20s", "    ${text} =    Get Text    id:receipt"]
    lines.append("    Close All Browsers")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "job.robot")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        subprocess.run([sys.executable, "-m", "robot", "--output", "NONE", "--log", "NONE", "--report", "NONE", "--console", "none", path], check=True)


start = time.monotonic()
{"playwright": playwright, "selenium": selenium, "robot": robot}[PEER]()
print(f"seconds {time.monotonic() - start:.2f}")
